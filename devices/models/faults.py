"""Faults of machines and what was done about each."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from devices.enums.faults import (
    ENDED_FAULT,
    HANDLING,
    HIGHEST_LEVEL,
    FaultKind,
    FaultSource,
    FaultStatus,
    FaultStepKind,
)
from lobby.branches.models import Branch, Device, Staff


class Fault(models.Model):
    """Something wrong with a machine, from the first sign until another person than the mender has tested it.

    A machine has one open fault of a kind: more signs of the same attach (`repeats`, `last_seen_at`). `level` says who
    helps and only rises while it is open; `level_since` is when it came there, `raised_by` who handed it up last and so
    does not take it there. `handler` has it now, nobody while it waits at a level. `downtime_s` counts opening time from
    `down_since` until it was mended; what was opened again counts on.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="faults")
    device = models.ForeignKey(Device, models.CASCADE, related_name="faults")
    kind = models.CharField(max_length=20, choices=FaultKind)
    level = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=FaultStatus, default=FaultStatus.OPEN)
    source = models.CharField(max_length=10, choices=FaultSource)
    text = models.CharField(max_length=300, blank=True)
    reporter = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")
    repeats = models.PositiveIntegerField(default=0)
    last_seen_at = models.DateTimeField()
    day = models.DateField(help_text=_("the business day on which it was noted"))
    opened_at = models.DateTimeField()
    down_since = models.DateTimeField()
    level_since = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    fixed_at = models.DateTimeField(null=True, blank=True)
    verified_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    handler = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")
    raised_by = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")
    fixed_by = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")
    verified_by = models.ForeignKey(Staff, models.SET_NULL, null=True, blank=True, related_name="+")
    duplicate_of = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="duplicates")
    put_out = models.BooleanField(default=False, help_text=_("the machine was put out of order with it"))
    accept_s = models.PositiveIntegerField(default=0, help_text=_("opening time until somebody took it"))
    repair_s = models.PositiveIntegerField(default=0, help_text=_("opening time until it passed its test"))
    downtime_s = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("fault")
        verbose_name_plural = _("faults")
        constraints = [
            models.UniqueConstraint(
                fields=["device", "kind"], condition=~Q(status__in=ENDED_FAULT), name="fault_open_once"
            ),
            models.CheckConstraint(condition=Q(level__gte=1, level__lte=HIGHEST_LEVEL), name="fault_level"),
            *(
                models.CheckConstraint(condition=~Q(status=status) | Q(level=level), name=f"fault_{status}_level")
                for level, status in HANDLING.items()
            ),
            models.CheckConstraint(
                condition=Q(status__in=ENDED_FAULT) ^ Q(closed_at__isnull=True), name="fault_closed_at"
            ),
            models.CheckConstraint(
                condition=Q(verified_by__isnull=True) | Q(fixed_by__isnull=True) | ~Q(verified_by=F("fixed_by")),
                name="fault_tested_by_another",
            ),
            models.CheckConstraint(
                condition=Q(handler__isnull=True) | Q(raised_by__isnull=True) | ~Q(handler=F("raised_by")),
                name="fault_not_raised_to_oneself",
            ),
            models.CheckConstraint(
                condition=Q(status=FaultStatus.DUPLICATE) ^ Q(duplicate_of__isnull=True), name="fault_duplicate_of"
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "level"], condition=~Q(status__in=ENDED_FAULT), name="fault_open"),
            models.Index(fields=["branch", "-opened_at"], name="fault_recent"),
            models.Index(fields=["branch", "day"], name="fault_day"),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.kind} {self.status}"

    @property
    def subject(self) -> tuple[str, int]:
        """What its alerts, clocks and pictures are about."""
        return "fault", self.pk

    @property
    def is_open(self) -> bool:
        """Whether it has not ended."""
        return self.status not in ENDED_FAULT

    @property
    def is_self_fixed(self) -> bool:
        """Whether the machine says that it works again and nobody mended it."""
        return self.status == FaultStatus.FIXED and self.fixed_by_id is None


class FaultStep(models.Model):
    """One line of a fault's history, with people's words about it: diagnosis, hand-over note, action and parts.

    Rows are only added. `helped` says how a first-fix card did.
    """

    fault = models.ForeignKey(Fault, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=10, choices=FaultStepKind)
    level = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=500, blank=True)
    parts = models.CharField(max_length=200, blank=True)
    helped = models.BooleanField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("step of a fault")
        verbose_name_plural = _("steps of faults")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.fault_id} {self.kind}"


class DeviceDay(models.Model):
    """How long a machine served on one business day, in seconds that add up over machines and days (K09).

    `scheduled_s` is opening time without planned maintenance; `up_s` of it the machine served fully, `partial_s` partly.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+")
    device = models.ForeignKey(Device, models.CASCADE, related_name="days")
    day = models.DateField()
    opens_at = models.DateTimeField()
    scheduled_s = models.PositiveIntegerField()
    up_s = models.PositiveIntegerField()
    partial_s = models.PositiveIntegerField()

    class Meta:
        verbose_name = _("machine's day")
        verbose_name_plural = _("machines' days")
        constraints = [
            models.UniqueConstraint(fields=["device", "day"], name="device_day_once"),
            models.CheckConstraint(
                condition=Q(scheduled_s__gte=F("up_s") + F("partial_s")), name="device_day_up_within_scheduled"
            ),
        ]
        indexes = [models.Index(fields=["branch", "day"], name="device_day_branch")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.day}"
