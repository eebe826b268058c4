"""Signs of fraud, what was prevented, and cases in five steps (S176d, S176f, S429). Amounts are yuan, two decimals."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.floor.enums.fraud import STEPS, CaseStatus, CheckStatus, FraudKind, FraudSign, FraudStep


class FraudCheck(models.Model):
    """What a customer answered to the five questions; enough signs wait for a supervisor's decision."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="fraud_checks")
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    signs = ArrayField(models.CharField(max_length=10, choices=FraudSign), default=list, blank=True)
    note = models.CharField(max_length=300, blank=True)
    status = models.CharField(max_length=10, choices=CheckStatus)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decision = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("check for signs of fraud")
        verbose_name_plural = _("checks for signs of fraud")
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="fraud_not_by_oneself"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[CheckStatus.RELEASED, CheckStatus.STOPPED]) | Q(decided_by__isnull=False),
                name="fraud_decided_by_somebody",
            ),
            models.CheckConstraint(condition=Q(amount__isnull=True) | Q(amount__gt=Decimal(0)), name="fraud_amount"),
            models.UniqueConstraint(
                fields=["subject_type", "subject_id"],
                condition=Q(status=CheckStatus.IN_REVIEW, subject_id__isnull=False),
                name="fraud_one_review",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "-asked_at"], name="fraud_branch"),
            models.Index(fields=["subject_type", "subject_id"], name="fraud_subject"),
            models.Index(fields=["branch", "asked_at"], condition=Q(status=CheckStatus.IN_REVIEW), name="fraud_review"),
        ]

    def __str__(self) -> str:
        return f"{self.status} {len(self.signs)}"


class Dissuasion(models.Model):
    """A talk with a customer about to be cheated, and what it saved."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="dissuasions")
    day = models.DateField(help_text=_("business day"))
    check_made = models.ForeignKey(FraudCheck, models.PROTECT, null=True, blank=True, related_name="talks")
    kind = models.CharField(max_length=12, choices=FraudKind)
    is_convinced = models.BooleanField()
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, help_text=_("what stayed with the customer, or went out all the same")
    )
    police = models.CharField(max_length=100, blank=True, help_text=_("who was called, and with what answer"))
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("dissuasion")
        verbose_name_plural = _("dissuasions")
        constraints = [models.CheckConstraint(condition=Q(amount__gte=Decimal(0)), name="dissuasion_amount")]
        indexes = [models.Index(fields=["branch", "day"], name="dissuasion_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.kind} {self.amount}"


class FraudCase(models.Model):
    """A customer was cheated: five steps in their order, then follow-up until the money is back or gone for good."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="fraud_cases")
    day = models.DateField(help_text=_("business day"))
    check_made = models.ForeignKey(FraudCheck, models.PROTECT, null=True, blank=True, related_name="cases")
    kind = models.CharField(max_length=12, choices=FraudKind)
    customer_name = EncryptedText(max_length=60, blank=True)
    customer_phone = EncryptedText(max_length=20, blank=True)
    amount = models.DecimalField(max_digits=14, decimal_places=2)
    status = models.CharField(max_length=8, choices=CaseStatus, default=CaseStatus.OPEN)
    steps_done = models.PositiveSmallIntegerField(default=0)
    police_no = models.CharField(max_length=60, blank=True)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    recovered = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    outcome = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("fraud case")
        verbose_name_plural = _("fraud cases")
        constraints = [
            models.CheckConstraint(condition=Q(steps_done__lte=STEPS), name="fraud_case_steps"),
            models.CheckConstraint(
                condition=~Q(status=CaseStatus.CLOSED) | Q(steps_done=STEPS, closed_at__isnull=False),
                name="fraud_case_closed_after_all_steps",
            ),
            models.CheckConstraint(condition=Q(amount__gte=Decimal(0)), name="fraud_case_amount"),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="fraud_case_day"),
            models.Index(fields=["branch", "opened_at"], condition=Q(status=CaseStatus.OPEN), name="fraud_case_open"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.kind}"


class FraudCaseStep(models.Model):
    """One step that was taken; its pictures and papers are attachments with their hashes."""

    case = models.ForeignKey(FraudCase, models.CASCADE, related_name="steps")
    step = models.PositiveSmallIntegerField(choices=FraudStep)
    note = models.CharField(max_length=500)
    by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("step of a fraud case")
        verbose_name_plural = _("steps of fraud cases")
        ordering = ["case", "step"]
        constraints = [models.UniqueConstraint(fields=["case", "step"], name="fraud_case_step_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.step}"
