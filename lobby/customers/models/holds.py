"""Holds on offering anything to a customer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.models.cards import Customer


class ContactHold(models.Model):
    """Nobody offers products to this customer, or in this visit, from `since` until `until`, null while it lasts.

    `visit` is the id of a visit whose customer has no card. `cause_type` and `cause_id` say what holds it; who writes it
    ends it.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.CASCADE, null=True, blank=True, related_name="contact_holds")
    visit = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=12, choices=ContactHoldKind)
    cause_type = models.CharField(max_length=30)
    cause_id = models.BigIntegerField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("hold on contact")
        verbose_name_plural = _("holds on contact")
        constraints = [
            models.UniqueConstraint(
                fields=["cause_type", "cause_id"],
                condition=models.Q(until__isnull=True),
                name="contact_hold_once_a_cause",
            ),
            models.CheckConstraint(
                condition=models.Q(customer__isnull=False) | models.Q(visit__isnull=False),
                name="contact_hold_of_somebody",
            ),
        ]
        indexes = [
            models.Index(fields=["visit"], condition=models.Q(until__isnull=True), name="contact_hold_visit"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cause_type} {self.cause_id}"
