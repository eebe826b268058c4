"""Incidents, from report to closing, and what is kept about them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone
from lobby.customers.encryption import EncryptedText
from lobby.floor.enums.incidents import (
    ENDED_INCIDENT,
    HIGHEST_LEVEL,
    MOST_REPRESENTATIVES,
    REPORT_FIELDS,
    RESTRICTED_KINDS,
    CallState,
    EvidenceKind,
    IncidentKind,
    IncidentSeverity,
    IncidentStatus,
    StepKind,
)
from lobby.floor.models.plans import PlanTemplate


class Incident(models.Model):
    """Something that breaks the service or endangers people, or a drill of it.

    `severity` says how grave it is (R20) and is known from classification on; `response_level` says how far up help was
    called and only rises. `commander` led the response: the first person who activated, contained or recovered.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="incidents")
    kind = models.CharField(max_length=20, choices=IncidentKind)
    severity = models.CharField(max_length=3, choices=IncidentSeverity, blank=True)
    response_level = models.PositiveSmallIntegerField(default=1)
    status = models.CharField(max_length=12, choices=IncidentStatus, default=IncidentStatus.REPORTED)
    is_drill = models.BooleanField(default=False)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    plan = models.ForeignKey(PlanTemplate, models.PROTECT, null=True, blank=True, related_name="incidents")
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    classified_at = models.DateTimeField(null=True, blank=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    handled_at = models.DateTimeField(null=True, blank=True)
    contained_at = models.DateTimeField(null=True, blank=True)
    recovered_at = models.DateTimeField(null=True, blank=True)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    commander = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    end_reason = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("incident")
        verbose_name_plural = _("incidents")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=ENDED_INCIDENT) ^ Q(ended_at__isnull=True), name="incident_ended_at"
            ),
            models.CheckConstraint(
                condition=Q(response_level__gte=1, response_level__lte=HIGHEST_LEVEL), name="incident_level"
            ),
            models.CheckConstraint(
                condition=Q(status__in=(IncidentStatus.REPORTED, IncidentStatus.FALSE_ALARM)) | ~Q(severity=""),
                name="incident_has_severity",
            ),
            models.CheckConstraint(
                condition=~Q(severity=IncidentSeverity.I)
                | ~Q(status=IncidentStatus.CLOSED)
                | (Q(ended_by__isnull=False) & (Q(commander__isnull=True) | ~Q(ended_by=F("commander")))),
                name="incident_closed_by_another",
            ),
            # Several people who press at once report one thing.
            models.UniqueConstraint(
                fields=["branch", "kind", "zone", "is_drill"],
                condition=Q(status=IncidentStatus.REPORTED),
                name="incident_reported_once",
                nulls_distinct=False,
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "reported_at"], condition=Q(ended_at__isnull=True), name="incident_open"),
            models.Index(fields=["branch", "-reported_at"], name="incident_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.reported_at:%Y-%m-%d %H:%M}"

    @property
    def is_restricted(self) -> bool:
        """Whether only security, the head and the offices above open it."""
        return self.kind in RESTRICTED_KINDS

    @property
    def subject(self) -> tuple[str, int]:
        """What its alerts, tasks and clocks are about."""
        return "incident", self.pk


class IncidentReport(models.Model):
    """The written report with the fields that R20 asks for; `improvement` is what the review adds."""

    incident = models.OneToOneField(Incident, models.CASCADE, primary_key=True, related_name="report")
    place = models.CharField(_("place"), max_length=200, blank=True)
    happened_at = models.DateTimeField(_("time"), null=True, blank=True)
    cause = models.TextField(_("cause"), max_length=2000, blank=True)
    nature = models.TextField(_("nature"), max_length=2000, blank=True)
    amount = models.CharField(_("amounts and people concerned"), max_length=200, blank=True)
    harm = models.TextField(_("harm"), max_length=2000, blank=True)
    reaction = models.TextField(_("customers' reaction"), max_length=2000, blank=True)
    trend = models.TextField(_("how it may develop"), max_length=2000, blank=True)
    measures = models.TextField(_("measures taken"), max_length=2000, blank=True)
    improvement = models.TextField(_("improvement"), max_length=2000, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("report of an incident")
        verbose_name_plural = _("reports of incidents")

    def __str__(self) -> str:
        return f"{self.incident_id} {self.place}"

    @property
    def missing(self) -> list[str]:
        """The names of the fields that are still empty, in the active language."""
        words = {field.name: str(field.verbose_name) for field in self._meta.fields}
        return [words[name] for name in REPORT_FIELDS if not getattr(self, name)]


class IncidentStep(models.Model):
    """Something done in an incident, with its time: the call of 120, the arrival of the ambulance."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="steps")
    kind = models.CharField(max_length=16, choices=StepKind)
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("step in an incident")
        verbose_name_plural = _("steps in incidents")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"


class RollCall(models.Model):
    """Where one member of staff, or everybody of one zone, is. Who is not asked yet has no row: not known."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="roll_call")
    staff = models.ForeignKey(Staff, models.CASCADE, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.CASCADE, null=True, blank=True, related_name="+")
    state = models.CharField(max_length=8, choices=CallState)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("answer of a roll-call")
        verbose_name_plural = _("answers of roll-calls")
        constraints = [
            models.CheckConstraint(
                condition=Q(staff__isnull=True) ^ Q(zone__isnull=True), name="roll_call_of_staff_or_zone"
            ),
            models.UniqueConstraint(fields=["incident", "staff"], name="roll_call_staff_once"),
            models.UniqueConstraint(fields=["incident", "zone"], name="roll_call_zone_once"),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.staff_id or self.zone_id} {self.state}"


class Evidence(models.Model):
    """Something that can prove what happened; pictures and papers are attachments of it.

    Of a camera the reference is kept: which one, from when to when. Never the video (R22).
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="evidence")
    kind = models.CharField(max_length=8, choices=EvidenceKind)
    text = models.CharField(max_length=300)
    camera = models.CharField(max_length=40, blank=True)
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(kind=EvidenceKind.CAMERA)
                | (~Q(camera="") & Q(starts_at__isnull=False) & Q(ends_at__gt=F("starts_at"))),
                name="evidence_camera_has_times",
            )
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.kind}"


class Representative(models.Model):
    """Somebody who speaks for a group. There are five seats at most (R01)."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="representatives")
    seat = models.PositiveSmallIntegerField()
    name = EncryptedText(max_length=60)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("representative of a group")
        verbose_name_plural = _("representatives of groups")
        ordering = ["seat"]
        constraints = [
            models.UniqueConstraint(fields=["incident", "seat"], name="representative_seat"),
            models.CheckConstraint(
                condition=Q(seat__gte=1, seat__lte=MOST_REPRESENTATIVES), name="representative_at_most_five"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.seat}"


class Demand(models.Model):
    """What a group asks for, and what it was answered."""

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="demands")
    text = models.CharField(max_length=300)
    answer = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("demand of a group")
        verbose_name_plural = _("demands of groups")
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.incident_id} {self.text[:20]}"
