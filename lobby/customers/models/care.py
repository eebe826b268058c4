"""What the owner keeps about a customer: a memo and the dates that matter (S193c), and who becomes owner (S178)."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Grade
from lobby.branches.models import Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.enums.cards import Tier
from lobby.customers.enums.care import KeyDateKind
from lobby.customers.models.cards import Customer


class Memo(models.Model):
    """The service memo: what this customer likes and what to remember, in the owner's words."""

    customer = models.OneToOneField(Customer, models.CASCADE, related_name="memo")
    text = EncryptedText(max_length=2000, blank=True)
    updated_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("service memo")
        verbose_name_plural = _("service memos")

    def __str__(self) -> str:
        return str(self.customer_id)


class KeyDate(models.Model):
    """A day of the year to remember; `day_index` finds who has one on a date without reading any."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="key_dates")
    kind = models.CharField(max_length=12, choices=KeyDateKind)
    day = EncryptedText(max_length=5, help_text=_("month and day, such as 03-28"))
    day_index = models.CharField(max_length=64, editable=False, db_index=True)
    label = EncryptedText(max_length=60, blank=True)
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("key date")
        verbose_name_plural = _("key dates")
        constraints = [
            models.UniqueConstraint(fields=["customer", "kind", "day_index"], name="key_date_once"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"


class OwnerRule(models.Model):
    """Customers of a tier are looked after by staff of a grade, each up to a number; bank-wide."""

    tier = models.CharField(max_length=10, choices=Tier, unique=True)
    grade = models.CharField(max_length=10, choices=Grade)
    most = models.PositiveIntegerField(
        validators=[MinValueValidator(1)], help_text=_("customers of the tier that one person owns at most")
    )

    class Meta:
        verbose_name = _("rule of owners")
        verbose_name_plural = _("rules of owners")
        constraints = [models.CheckConstraint(condition=Q(most__gte=1), name="owner_rule_most")]

    def __str__(self) -> str:
        return self.tier


class CardTerms(models.Model):
    """How long personal data of customers is kept, from a date on (R29): bank-wide."""

    effective_from = models.DateField(unique=True)
    kept_years = models.PositiveSmallIntegerField(
        default=3, help_text=_("from the day a customer left until the card is forgotten")
    )
    note_days = models.PositiveSmallIntegerField(
        default=30, help_text=_("notes of visits whose customer did not agree to be followed up")
    )
    card_note_days = models.PositiveSmallIntegerField(default=365, help_text=_("notes in cards"))

    class Meta:
        verbose_name = _("terms of customer cards")
        verbose_name_plural = _("terms of customer cards")
        ordering = ["-effective_from"]

    def __str__(self) -> str:
        return str(self.effective_from)
