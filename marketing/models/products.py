"""Products, and every answer of the suitability gate."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import QualificationKind
from lobby.branches.models import Branch, Staff
from lobby.branches.models.naming import Named
from lobby.branches.models.organisation import CODE
from lobby.customers.models import Customer, RiskAssessment
from marketing.enums.products import HIGHEST, INVESTMENT, LOWEST, Family, ProductStatus, Surface

LEVEL = [MinValueValidator(LOWEST), MaxValueValidator(HIGHEST)]


class Product(Named):
    """Something the bank sells. Its risk is the higher of the issuer's and the seller's level, which is disclosed (R05).

    `risk` is empty for what carries no investment risk. Private products are never promoted in branches (N22).
    """

    code = models.CharField(max_length=20, unique=True, validators=[CODE])
    family = models.CharField(max_length=20, choices=Family)
    issuer = models.CharField(max_length=80, blank=True)
    issuer_risk = models.PositiveSmallIntegerField(null=True, blank=True, validators=LEVEL)
    seller_risk = models.PositiveSmallIntegerField(null=True, blank=True, validators=LEVEL)
    risk = models.GeneratedField(
        expression=Greatest("issuer_risk", "seller_risk"),
        output_field=models.PositiveSmallIntegerField(null=True),
        db_persist=True,
    )
    status = models.CharField(max_length=10, choices=ProductStatus, default=ProductStatus.DRAFT)
    is_private = models.BooleanField(default=False, help_text=_("never promoted in branches"))
    needs_recording = models.BooleanField(default=False, help_text=_("sold in the marked area, recorded (R08)"))
    qualification = models.CharField(max_length=12, choices=QualificationKind, blank=True)
    offered_from = models.DateField(null=True, blank=True)
    offered_until = models.DateField(null=True, blank=True)
    term_days = models.PositiveIntegerField(null=True, blank=True)
    risk_line_zh = models.CharField(max_length=300, blank=True, help_text=_("stands beside every offer of it"))
    risk_line_en = models.CharField(max_length=400, blank=True)
    simulated_low = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("worst of the range, per cent a year")
    )
    simulated_high = models.DecimalField(
        max_digits=5, decimal_places=2, null=True, blank=True, help_text=_("best of the range, per cent a year")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        verbose_name = _("product")
        verbose_name_plural = _("products")
        ordering = ["position", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(offered_from__isnull=True)
                | Q(offered_until__isnull=True)
                | Q(offered_until__gte=F("offered_from")),
                name="product_offered_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(status=ProductStatus.OFFERED)
                | ~Q(family__in=INVESTMENT)
                | Q(issuer_risk__isnull=False)
                | Q(seller_risk__isnull=False),
                name="product_offered_with_risk",
            ),
            # One figure would be a promise, and a range that cannot lose hides what an investment is (N01).
            models.CheckConstraint(
                condition=Q(simulated_low__isnull=True, simulated_high__isnull=True)
                | Q(simulated_low__lt=F("simulated_high")),
                name="product_simulated_as_range",
            ),
            models.CheckConstraint(
                condition=~Q(family__in=INVESTMENT) | Q(simulated_low__isnull=True) | Q(simulated_low__lte=0),
                name="product_simulated_may_lose",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def risk_line(self) -> str:
        """What stands beside every offer of it, in the active language; empty where nothing has to."""
        is_english = (get_language() or "").startswith("en")
        return (self.risk_line_en if is_english else self.risk_line_zh) or self.risk_line_zh


class ProductEvidence(models.Model):
    """What stands behind what is said of a product: a filing, a contract, a report; valid to a day, the file if kept."""

    product = models.ForeignKey(Product, models.CASCADE, related_name="evidence")
    title = models.CharField(max_length=120)
    number = models.CharField(max_length=60, blank=True)
    valid_until = models.DateField(help_text=_("the last day on which it is valid"))
    added_at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("evidence of a product")
        verbose_name_plural = _("evidence of products")
        ordering = ["-valid_until", "-pk"]

    def __str__(self) -> str:
        return f"{self.product_id} {self.title}"


class SuitabilityCheck(models.Model):
    """One answer of the gate, kept: for whom, what, who asked and where, and the rules that spoke against it."""

    branch = models.ForeignKey(Branch, models.PROTECT, related_name="+", db_index=False)
    customer = models.ForeignKey(Customer, models.PROTECT, null=True, blank=True, related_name="suitability_checks")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    surface = models.CharField(max_length=10, choices=Surface)
    assessment = models.ForeignKey(RiskAssessment, models.PROTECT, null=True, blank=True, related_name="+")
    risk = models.PositiveSmallIntegerField(null=True, blank=True, help_text=_("of the product, then"))
    is_allowed = models.BooleanField()
    rules = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("check of suitability")
        verbose_name_plural = _("checks of suitability")
        indexes = [models.Index(fields=["branch", "-at"], name="suitability_times")]
        constraints = [
            models.CheckConstraint(
                condition=Q(is_allowed=True, rules=[]) | (Q(is_allowed=False) & ~Q(rules=[])),
                name="suitability_refused_by_rules",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} {self.product_id} {self.is_allowed}"
