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
