"""What the bank knows about a customer: holdings, risk tolerance, life events, consents, and who looked at it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.customers.enums.profile import (
    HIGHEST,
    LOWEST,
    AssessmentStatus,
    ConsentPurpose,
    FactSource,
    LifeEventKind,
    ViewPurpose,
)
from lobby.customers.models.cards import Customer


class Holding(models.Model):
    """Something a customer has at the bank, as the core system states it.

    `family` is a product family's code, `product` the core system's own code. The amount is personal and encrypted; rules
    go by family and dates alone.
    """

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="holdings")
    family = models.CharField(max_length=20)
    product = models.CharField(max_length=40, blank=True)
    amount = EncryptedText(max_length=20, blank=True)
    matures_on = models.DateField(null=True, blank=True)
    last_credit_on = models.DateField(null=True, blank=True, help_text=_("last salary or pension that came in"))
    imported_at = models.DateTimeField()

    class Meta:
        verbose_name = _("holding")
        verbose_name_plural = _("holdings")
        indexes = [
            models.Index(fields=["matures_on"], condition=Q(matures_on__isnull=False), name="holding_matures"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.family}"


class RiskAssessment(models.Model):
    """What risk a customer can bear, C1 to C5; at most one is valid (R05). Times and limits: `AssessmentTerms`."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="assessments")
    level = models.PositiveSmallIntegerField(validators=[MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)])
    status = models.CharField(max_length=12, choices=AssessmentStatus, default=AssessmentStatus.VALID)
    source = models.CharField(max_length=10, choices=FactSource, default=FactSource.CUSTOMER)
    assessed_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True, help_text=_("when a changed level was confirmed"))
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("assessment of risk tolerance")
        verbose_name_plural = _("assessments of risk tolerance")
        constraints = [
            models.UniqueConstraint(
                fields=["customer"], condition=Q(status=AssessmentStatus.VALID), name="assessment_valid_once"
            ),
            models.UniqueConstraint(
                fields=["customer"], condition=Q(status=AssessmentStatus.PENDING), name="assessment_pending_once"
            ),
            models.CheckConstraint(condition=Q(level__gte=LOWEST, level__lte=HIGHEST), name="assessment_level"),
        ]
        indexes = [
            models.Index(fields=["customer", "assessed_at"], name="assessment_times"),
            models.Index(
                fields=["valid_until"],
                condition=Q(status__in=(AssessmentStatus.VALID, AssessmentStatus.PENDING)),
                name="assessment_runs_out",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} C{self.level}"


class LifeEvent(models.Model):
    """Something that goes on in a customer's life, from the customer or the core system; never guessed (S152)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="life_events")
    kind = models.CharField(max_length=12, choices=LifeEventKind)
    source = models.CharField(max_length=10, choices=FactSource)
    date = models.DateField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("life event")
        verbose_name_plural = _("life events")
        constraints = [
            models.UniqueConstraint(fields=["customer", "kind", "date"], name="life_event_once"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.kind}"


class ConsentEntry(models.Model):
    """A consent given or taken back; the card holds how it stands, these rows how it came (R11)."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=10, choices=ConsentPurpose)
    is_given = models.BooleanField()
    way = models.CharField(max_length=20, help_text=_("where it was said: counter, tablet, phone page, core system"))
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        indexes = [models.Index(fields=["customer", "purpose", "-at"], name="consent_history")]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.purpose} {self.is_given}"


class ProfileView(models.Model):
    """Somebody looked at a customer's card, and why (S169, N20)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    customer = models.ForeignKey(Customer, models.CASCADE, related_name="views")
    staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    purpose = models.CharField(max_length=12, choices=ViewPurpose)
    place = models.CharField(max_length=20, help_text=_("the page or machine"))
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("look at a card")
        verbose_name_plural = _("looks at cards")
        indexes = [
            models.Index(fields=["customer", "-at"], name="profile_view_times"),
            models.Index(fields=["branch", "-id"], name="profile_view_log"),
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.staff_id}"


class AssessmentTerms(models.Model):
    """How assessments of risk tolerance work, from a date on (R05, article 29): bank-wide."""

    effective_from = models.DateField(unique=True)
    valid_months = models.PositiveSmallIntegerField(default=12)
    per_day = models.PositiveSmallIntegerField(default=2)
    per_year = models.PositiveSmallIntegerField(default=8, help_text=_("within twelve months"))

    class Meta:
        verbose_name = _("terms of assessments")
        verbose_name_plural = _("terms of assessments")
        ordering = ["-effective_from"]

    def __str__(self) -> str:
        return str(self.effective_from)
