"""The customer card: what the lobby has to know, encrypted at rest."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText


class Tier(models.TextChoices):
    """Customer level as the core system states it; never guessed from looks (N02)."""

    STANDARD = "standard", _("standard")
    GOLD = "gold", _("gold")
    VIP = "vip", _("VIP")


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
    consent_service_at = models.DateTimeField(null=True, blank=True)
    consent_marketing_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "reference_index"],
                condition=~models.Q(reference_index=""),
                name="customer_once_in_branch",
            )
        ]

    def __str__(self) -> str:
        return masked(self.name)


def masked(name: str) -> str:
    """A name with everything but its first and last character hidden: 张小明 → 张*明."""
    if len(name) <= 1:
        return name
    return f"{name[0]}*{name[-1]}" if len(name) > 2 else f"{name[0]}*"


class ContactHoldKind(models.TextChoices):
    """Why nobody offers anything to a customer for a while."""

    COMPLAINT = "complaint", _("open complaint")


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
