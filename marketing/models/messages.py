"""Messages to customers: an outbox of what goes out, when, and what became of it."""

from __future__ import annotations

import secrets

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.models import Customer
from lobby.floor.models import LibraryVersion
from marketing.enums.messages import OPEN_MESSAGES, CancelCause, MessageStatus, MessageWay
from marketing.enums.products import Family

TOKEN_BYTES = 18


def new_token() -> str:
    """What nobody guesses: a part of an address, or a key."""
    return secrets.token_urlsafe(TOKEN_BYTES)


class Message(models.Model):
    """One message in the words of an approved version, in one language.

    It goes to a customer's own number or address as it stands when it is sent; `recipient` is for who has no card, and
    for tests. `key` makes it once. `due_at` is when it may be sent, and while it is being sent until when nobody else
    tries. Words and recipient are forgotten some time after its end. Mail servers and gateways write `delivery_key` into their
    logs; `token` is the customer's way out of offers and stands in the message alone.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="messages")
    version = models.ForeignKey(LibraryVersion, models.PROTECT, null=True, blank=True, related_name="+")
    template = models.CharField(max_length=40, help_text=_("code of the library item"))
    purpose = models.CharField(max_length=10, choices=ConsentPurpose)
    family = models.CharField(max_length=20, choices=Family, blank=True, help_text=_("of products that it is about"))
    way = models.CharField(max_length=10, choices=MessageWay, blank=True)
    language = models.CharField(max_length=10, default="zh-hans")
    title = EncryptedText(max_length=200, blank=True)
    body = EncryptedText(max_length=2000, blank=True)
    recipient = EncryptedText(max_length=254, blank=True)
    is_test = models.BooleanField(default=False)
    is_at_once = models.BooleanField(
        default=False, help_text=_("not bound to contact hours: the customer waits for it")
    )
    key = models.CharField(max_length=80, blank=True)
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    token = models.CharField(max_length=32, unique=True, default=new_token)
    delivery_key = models.CharField(max_length=32, default=new_token, help_text=_("the same for every attempt"))
    status = models.CharField(max_length=10, choices=MessageStatus, default=MessageStatus.QUEUED)
    created_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    due_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True, help_text=_("after this it makes no sense any more"))
    attempts = models.PositiveSmallIntegerField(default=0)
    sender = models.CharField(max_length=20, blank=True)
    trouble = models.CharField(max_length=60, blank=True, help_text=_("why the last attempt failed"))
    cause = models.CharField(max_length=12, choices=CancelCause, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["branch", "key"], condition=~Q(key=""), name="message_key_once"),
            models.CheckConstraint(
                condition=Q(status__in=OPEN_MESSAGES, ended_at__isnull=True)
                | (~Q(status__in=OPEN_MESSAGES) & Q(ended_at__isnull=False)),
                name="message_ended_at",
            ),
            models.CheckConstraint(
                condition=Q(status=MessageStatus.CANCELLED) ^ Q(cause=""), name="message_cancelled_for_a_cause"
            ),
            models.CheckConstraint(
                condition=Q(customer__isnull=False) | ~Q(recipient="") | Q(forgotten_at__isnull=False),
                name="message_for_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(ended_at__isnull=True), name="message_due"),
            models.Index(
                fields=["ended_at"],
                condition=Q(ended_at__isnull=False, forgotten_at__isnull=True),
                name="message_to_forget",
            ),
            models.Index(fields=["branch", "-created_at"], name="message_times"),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.status}"
