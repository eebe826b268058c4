"""The customer card: what the lobby has to know, encrypted at rest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.enums.cards import Capacity, ContactWay, Tier


class Customer(models.Model):
    """A customer known to a branch. `reference` is the core system's number, found through its blind index."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="customers")
    name = EncryptedText(max_length=60)
    reference = EncryptedText(max_length=40, blank=True)
    reference_index = models.CharField(max_length=64, blank=True, editable=False)
    tier = models.CharField(max_length=10, choices=Tier, default=Tier.STANDARD)
    language = models.CharField(max_length=10, blank=True)
    prefers_counter = models.BooleanField(default=False)
    owner = models.ForeignKey(
        Staff,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("the relationship manager whom the core system names"),
    )
    birth_year = models.PositiveSmallIntegerField(null=True, blank=True)
    birthday = EncryptedText(max_length=5, blank=True, help_text=_("month and day, such as 03-28"))
    birthday_index = models.CharField(max_length=64, blank=True, editable=False)
    phone = EncryptedText(max_length=30, blank=True)
    phone_index = models.CharField(max_length=64, blank=True, editable=False)
    email = EncryptedText(max_length=254, blank=True)
    # The number of an identity document is found by and never kept (R12).
    document_index = models.CharField(max_length=64, blank=True, editable=False)
    contact_way = models.CharField(max_length=10, choices=ContactWay, default=ContactWay.PHONE)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.FULL)
    is_payroll = models.BooleanField(default=False, help_text=_("the salary comes to this bank"))
    is_corporate = models.BooleanField(default=False)
    employer = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="employees",
        help_text=_("the corporate customer that pays the salary"),
    )
    household = models.ForeignKey(
        "Household",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="members",
        help_text=_("only with the customer's own consent"),
    )
    consent_service_at = models.DateTimeField(null=True, blank=True)
    consent_marketing_at = models.DateTimeField(null=True, blank=True)
    consent_household_at = models.DateTimeField(null=True, blank=True)
    # What the core system last said of this customer, so that the same words again change nothing.
    import_digest = models.CharField(max_length=64, blank=True, editable=False)
    imported_at = models.DateTimeField(null=True, blank=True, editable=False)  # when it last said something new
    closed_on = models.DateField(null=True, blank=True, help_text=_("when the customer left the bank"))
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = pgettext_lazy("card", "customers")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "reference_index"],
                condition=~models.Q(reference_index=""),
                name="customer_once_in_branch",
            ),
            models.CheckConstraint(
                condition=models.Q(household__isnull=True) | models.Q(consent_household_at__isnull=False),
                name="household_with_consent",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "phone_index"], condition=~models.Q(phone_index=""), name="customer_phone"),
            models.Index(
                fields=["branch", "document_index"], condition=~models.Q(document_index=""), name="customer_document"
            ),
            models.Index(
                fields=["branch", "birthday_index"], condition=~models.Q(birthday_index=""), name="customer_birthday"
            ),
            models.Index(
                fields=["closed_on"],
                condition=models.Q(closed_on__isnull=False, forgotten_at__isnull=True),
                name="customer_closed",
            ),
        ]

    def __str__(self) -> str:
        return masked(self.name)


class Household(models.Model):
    """People of one family who agreed to be looked after together (S175)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    created_at = models.DateTimeField()
    # The core system's own number of the family, found by and never read.
    key_index = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        verbose_name = _("household")
        verbose_name_plural = _("households")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "key_index"], condition=~models.Q(key_index=""), name="household_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.pk)


def masked(name: str) -> str:
    """A name with everything but its first and last character hidden: 张小明 → 张*明."""
    if len(name) <= 1:
        return name
    return f"{name[0]}*{name[-1]}" if len(name) > 2 else f"{name[0]}*"
