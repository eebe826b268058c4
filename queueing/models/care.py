"""Care for people who wait, who owns which part of a visit, and what is kept of a visit for some days only."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone
from lobby.customers.encryption import EncryptedText
from queueing.enums.care import CareKind, NoteTag, Signal, StageKind
from queueing.models.appointments import Room
from queueing.models.tickets import Ticket
from queueing.models.visits import Visit


class CareAction(models.Model):
    """One act of care; until `quiet_until` the ticket raises no alert about its wait (S416)."""

    ticket = models.ForeignKey(Ticket, models.CASCADE, related_name="care_actions")
    kind = models.CharField(max_length=12, choices=CareKind)
    at = models.DateTimeField()
    by_staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    quiet_until = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("act of care")
        verbose_name_plural = _("acts of care")
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.ticket_id}"


class VisitStage(models.Model):
    """A part of a visit with its one owner; handing over ends one row and begins the next in the same instant (S194)."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="stages")
    kind = models.CharField(max_length=12, choices=StageKind)
    owner = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("stage of a visit")
        verbose_name_plural = _("stages of visits")
        ordering = ["began_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["visit"], condition=Q(ended_at__isnull=True), name="stage_one_owner_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")), name="stage_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id} {self.kind} {self.owner_id}"


class UpsetFlag(models.Model):
    """Somebody of the staff asks for a host for an upset customer; kept with the visit for some days, then deleted (N23)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    visit = models.OneToOneField(Visit, models.CASCADE, related_name="upset")
    flagged_at = models.DateTimeField()
    flagged_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    room = models.ForeignKey(Room, models.SET_NULL, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    host = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    hosted_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    forget_at = models.DateTimeField()

    class Meta:
        verbose_name = _("call for a host")
        verbose_name_plural = _("calls for a host")
        indexes = [
            models.Index(fields=["branch"], condition=Q(ended_at__isnull=True), name="upset_open"),
            models.Index(fields=["forget_at"], name="upset_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}"

    @property
    def place(self) -> Room | Zone | None:
        """Where the customer is talked to."""
        return self.room or self.zone


class EarlyWarning(models.Model):
    """A visit on the early-warning list, once; deleted with the mood that is one of its signals."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    visit = models.OneToOneField(Visit, models.CASCADE, related_name="warning")
    signals = ArrayField(models.CharField(max_length=10, choices=Signal))
    raised_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    forget_at = models.DateTimeField()

    class Meta:
        verbose_name = _("early warning")
        verbose_name_plural = _("early warnings")
        indexes = [
            models.Index(fields=["branch"], condition=Q(ended_at__isnull=True), name="warning_open"),
            models.Index(fields=["forget_at"], name="warning_forget"),
        ]

    def __str__(self) -> str:
        return f"{self.visit_id}"


class VisitNote(models.Model):
    """What a customer told or asked for. With consent it may go to the customer card, without it goes with the visit."""

    visit = models.ForeignKey(Visit, models.CASCADE, related_name="quick_notes")
    text = EncryptedText(max_length=300, blank=True)
    tags = ArrayField(models.CharField(max_length=12, choices=NoteTag), default=list, blank=True)
    has_consent = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_staff = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    forget_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("quick note")
        verbose_name_plural = _("quick notes")
        ordering = ["at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(has_consent=True) ^ Q(forget_at__isnull=False), name="note_kept_only_with_consent"
            ),
        ]
        indexes = [models.Index(fields=["forget_at"], condition=Q(forget_at__isnull=False), name="visit_note_forget")]

    def __str__(self) -> str:
        return f"{self.visit_id}"


class ThroughputWatch(models.Model):
    """When a branch's open windows were last counted; one row a branch, whatever its history."""

    branch = models.OneToOneField(Branch, models.CASCADE, related_name="throughput_watch")
    sampled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("throughput watch")
        verbose_name_plural = _("throughput watches")

    def __str__(self) -> str:
        return f"{self.branch_id} {self.sampled_at}"


class WindowHour(models.Model):
    """One hour of a branch: who was served, how long windows were open, and what is usual for it (S101).

    `open_s` sums over the windows; only the part of the hour that was looked at counts (`covered_s`), so that an outage
    of the worker makes no hour look slow or fast. `usual` is customers per open window-hour, empty while it is unknown.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="+", db_index=False)
    day = models.DateField(help_text=_("business day"))
    hour = models.PositiveSmallIntegerField(help_text=_("on the branch's wall clock"))
    starts_at = models.DateTimeField()
    served = models.PositiveIntegerField(default=0)
    open_s = models.PositiveIntegerField(default=0)
    covered_s = models.PositiveIntegerField(default=0)
    usual = models.FloatField(null=True, blank=True)

    class Meta:
        verbose_name = _("window hour")
        verbose_name_plural = _("window hours")
        constraints = [models.UniqueConstraint(fields=["branch", "starts_at"], name="window_hour_once")]
        indexes = [models.Index(fields=["branch", "day", "hour"], name="window_hour_of_day")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.starts_at}"

    @property
    def per_hour(self) -> float:
        """Customers served in an open window-hour."""
        return self.served * 3600 / self.open_s if self.open_s else 0.0

    @property
    def open_hours(self) -> float:
        """Hours that windows were open, all windows together."""
        return self.open_s / 3600

    @property
    def index(self) -> float | None:
        """The same as a part of the usual (K21); None while the usual is unknown or no window was open."""
        return self.per_hour / self.usual if self.usual and self.open_s else None
