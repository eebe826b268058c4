"""Counterfeit money taken from circulation, step by step as the law fixes it (R13, N16)."""

from __future__ import annotations

from decimal import Decimal

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText
from lobby.floor.enums.seizures import BY_TWO, Marking, PieceKind, ReportReason, SeizureStatus


class Seizure(models.Model):
    """One seizure at one counter. What identifies the customer is readable by the application only.

    The voucher is the official one: its number is typed in from the paper. `appraisal_until` is the last working day on
    which the customer may ask for an appraisal.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="seizures")
    day = models.DateField(help_text=_("business day"))
    subject_type = models.CharField(max_length=30, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    status = models.CharField(max_length=12, choices=SeizureStatus, default=SeizureStatus.FOUND)
    found_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    found_at = models.DateTimeField()
    second = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    joined_at = models.DateTimeField(null=True, blank=True)
    in_view = models.BooleanField(default=False, help_text=_("marked before the customer's eyes"))
    marked_at = models.DateTimeField(null=True, blank=True)
    voucher_no = models.CharField(max_length=40, blank=True)
    vouchered_at = models.DateTimeField(null=True, blank=True)
    customer_name = EncryptedText(max_length=60, blank=True)
    customer_identity = EncryptedText(max_length=40, blank=True)
    has_signed = models.BooleanField(null=True, help_text=_("no = the customer refused to sign"))
    informed_at = models.DateTimeField(null=True, blank=True)
    appraisal_until = models.DateField(null=True, blank=True)
    custodian = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    custody_at = models.DateTimeField(null=True, blank=True)
    appraisal_asked_at = models.DateTimeField(null=True, blank=True)
    appraiser = models.CharField(max_length=100, blank=True)
    result_due = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    outcome = models.CharField(max_length=200, blank=True)
    report_reasons = ArrayField(models.CharField(max_length=16, choices=ReportReason), default=list, blank=True)
    clue = models.CharField(max_length=300, blank=True)
    pboc_reported_at = models.DateTimeField(null=True, blank=True)
    pboc_reference = models.CharField(max_length=60, blank=True)
    police_reported_at = models.DateTimeField(null=True, blank=True)
    police_reference = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = _("counterfeit seizure")
        verbose_name_plural = _("counterfeit seizures")
        constraints = [
            models.CheckConstraint(
                condition=Q(second__isnull=True) | ~Q(second=F("found_by")), name="seizure_two_people"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=BY_TWO) | Q(second__isnull=False), name="seizure_by_two_from_then_on"
            ),
            models.CheckConstraint(
                condition=~Q(status=SeizureStatus.RETURNED) | Q(appraisal_asked_at__isnull=False),
                name="seizure_returned_after_appraisal",
            ),
            models.CheckConstraint(condition=Q(marked_at__isnull=True) | Q(in_view=True), name="seizure_in_view"),
            models.UniqueConstraint(
                fields=["branch", "voucher_no"], condition=~Q(voucher_no=""), name="seizure_voucher_once"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "day"], name="seizure_day"),
            models.Index(fields=["branch", "found_at"], condition=Q(ended_at__isnull=True), name="seizure_open"),
        ]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.day} {self.voucher_no}"

    @property
    def needs_report(self) -> bool:
        """Whether the central bank and the police have to hear of it."""
        return bool(self.report_reasons)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.ended_at is None


class SeizurePiece(models.Model):
    """One note, or coins of one kind. Notes have a serial number; how it is marked follows from its kind."""

    seizure = models.ForeignKey(Seizure, models.CASCADE, related_name="pieces")
    kind = models.CharField(max_length=8, choices=PieceKind)
    currency = models.CharField(max_length=3, default="CNY")
    denomination = models.DecimalField(max_digits=12, decimal_places=2)
    serial_no = models.CharField(max_length=20, blank=True)
    count = models.PositiveSmallIntegerField(default=1)

    class Meta:
        verbose_name = _("seized piece")
        verbose_name_plural = _("seized pieces")
        ordering = ["seizure", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(denomination__gt=Decimal(0), count__gte=1), name="piece_of_value"),
            models.CheckConstraint(
                condition=~Q(kind=PieceKind.NOTE) | (~Q(serial_no="") & Q(count=1)), name="piece_note_by_number"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.denomination} {self.currency} {self.serial_no}"

    @property
    def marking(self) -> Marking:
        """How it is marked."""
        return Marking.STAMP if self.kind == PieceKind.NOTE else Marking.ENVELOPE
