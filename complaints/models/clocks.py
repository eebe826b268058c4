"""The two clocks of a complaint, their extensions, and whom they told."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from complaints.enums.cases import ClockKind
from complaints.models.cases import Complaint
from lobby.branches.models import Branch, Staff
from lobby.customers.encryption import EncryptedText

REASON_LENGTH = 500


class ComplaintClock(models.Model):
    """A clock from its start until what it waits for has happened. The legal one never pauses (N17).

    `stage` counts extensions: 0 as it began, 1 and 2 extended. A reopened complaint starts new ones. `is_met` is null
    while it runs and for one that ended without being due, such as a withdrawn complaint's.
    """

    complaint = models.ForeignKey(Complaint, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=16, choices=ClockKind)
    started_at = models.DateTimeField()
    due_at = models.DateTimeField()
    stage = models.PositiveSmallIntegerField(default=0)
    stopped_at = models.DateTimeField(null=True, blank=True)
    is_met = models.BooleanField(null=True, blank=True)

    class Meta:
        verbose_name = _("clock of a complaint")
        verbose_name_plural = _("clocks of complaints")
        ordering = ["complaint", "kind", "-started_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["complaint", "kind"], condition=Q(stopped_at__isnull=True), name="complaint_clock_runs_once"
            ),
            models.CheckConstraint(condition=Q(due_at__gt=F("started_at")), name="complaint_clock_due_after_start"),
            models.CheckConstraint(
                condition=Q(stage=0) | Q(kind=ClockKind.LEGAL, stage__lte=2), name="complaint_clock_stage"
            ),
        ]
        indexes = [
            models.Index(fields=["due_at"], condition=Q(stopped_at__isnull=True), name="complaint_clock_running"),
        ]

    def __str__(self) -> str:
        return f"{self.complaint_id} {self.kind}"


class ClockNotice(models.Model):
    """At a share of a clock's time somebody was told: once for each level, each time another person."""

    clock = models.ForeignKey(ComplaintClock, models.CASCADE, related_name="notices")
    level = models.PositiveSmallIntegerField(help_text=_("per cent of the clock's time; 124 is a day after it was due"))
    told = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("notice of a clock")
        verbose_name_plural = _("notices of clocks")
        ordering = ["clock", "level"]
        constraints = [
            models.UniqueConstraint(fields=["clock", "level"], name="clock_notice_once_a_level"),
            models.UniqueConstraint(
                fields=["clock", "told"], condition=Q(told__isnull=False), name="clock_notice_once_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.level}"


class Extension(models.Model):
    """More time for the legal clock: asked with a reason, approved by another, told to the customer before it was due."""

    clock = models.ForeignKey(ComplaintClock, models.CASCADE, related_name="extensions")
    stage = models.PositiveSmallIntegerField()
    reason = EncryptedText(max_length=REASON_LENGTH)
    asked_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    is_approved = models.BooleanField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True, help_text=_("when the customer was told"))
    told_way = models.CharField(max_length=60, blank=True)
    old_due_at = models.DateTimeField()
    new_due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("extension of a deadline")
        verbose_name_plural = _("extensions of deadlines")
        ordering = ["clock", "stage", "asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["clock", "stage"],
                condition=Q(is_approved__isnull=True) | Q(is_approved=True),
                name="extension_once_a_stage",
            ),
            models.CheckConstraint(condition=Q(stage__gte=1, stage__lte=2), name="extension_stage"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")),
                name="extension_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(is_approved__isnull=True, decided_by__isnull=True, decided_at__isnull=True)
                | Q(is_approved__isnull=False, decided_by__isnull=False, decided_at__isnull=False),
                name="extension_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(told_at__isnull=True) | Q(is_approved=True, told_at__lt=F("old_due_at")),
                name="extension_told_in_time",
            ),
            models.CheckConstraint(condition=Q(asked_at__lt=F("old_due_at")), name="extension_asked_in_time"),
        ]

    def __str__(self) -> str:
        return f"{self.clock_id} {self.stage}"


class ClockBasis(models.Model):
    """What the open complaints of a branch were last reckoned by: its zone, its openings and the terms that count.

    `reckoned_upto` is the id up to which they are reckoned anew at present, null when all are.
    """

    branch = models.OneToOneField(Branch, models.CASCADE, related_name="+")
    values = models.JSONField(default=dict)
    looked_at = models.DateTimeField()
    reckoned_upto = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("what clocks are reckoned by")
        verbose_name_plural = _("what clocks are reckoned by")

    def __str__(self) -> str:
        return f"{self.branch_id}"
