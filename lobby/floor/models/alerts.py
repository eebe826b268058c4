"""Alerts: somebody with one of these roles is needed now."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.enums import AlertStatus, Severity
from lobby.floor.enums.alerts import MAX_SNOOZES, Reach

URGENCY = models.Case(
    *(models.When(severity=severity, then=2 * place) for place, severity in enumerate(Severity.values)), default=9
) + models.Case(models.When(status=AlertStatus.ACCEPTED, then=1), default=0)


class Alert(models.Model):
    """One episode of something that needs a person; the words come from its kind and `values`.

    `roles` grows when it escalates; `level` counts how often it did. `reach` says whether only `person` is asked at
    present, those in the `zone`, or everybody of the roles; `asked` are those who were asked by name so far. `apart_from` never hears of it:
    nobody escalates to themselves. `urgency` orders the feed, smallest first.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="alerts")
    kind = models.CharField(max_length=60)
    subject_type = models.CharField(max_length=30)
    subject_id = models.BigIntegerField()
    severity = models.CharField(max_length=10, choices=Severity)
    status = models.CharField(max_length=10, choices=AlertStatus, default=AlertStatus.RAISED)
    roles = ArrayField(models.CharField(max_length=12), default=list)
    person = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    reach = models.CharField(max_length=10, choices=Reach, default=Reach.ROLES)
    asked = ArrayField(models.BigIntegerField(), default=list)
    apart_from = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    values = models.JSONField(default=dict, blank=True)
    level = models.PositiveSmallIntegerField(default=0)
    raised_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    snoozed_until = models.DateTimeField(null=True, blank=True)
    snoozes = models.PositiveSmallIntegerField(default=0)
    escalated_at = models.DateTimeField(null=True, blank=True)
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    resolve_reason = models.CharField(max_length=120, blank=True)

    urgency = models.GeneratedField(
        expression=URGENCY, output_field=models.PositiveSmallIntegerField(), db_persist=True
    )

    class Meta:
        verbose_name = _("alert")
        verbose_name_plural = _("alerts")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "subject_id", "kind", "branch"],
                condition=Q(resolved_at__isnull=True),
                name="alert_once_an_episode",
            ),
            models.CheckConstraint(
                condition=Q(status=AlertStatus.RESOLVED) ^ Q(resolved_at__isnull=True), name="alert_resolved_at"
            ),
            models.CheckConstraint(condition=Q(snoozes__lte=MAX_SNOOZES), name="alert_snoozes"),
            models.CheckConstraint(
                condition=Q(snoozed_until__isnull=True) | Q(status=AlertStatus.ACCEPTED),
                name="alert_snoozed_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(reach=Reach.PERSON) | Q(person__isnull=False), name="alert_reaches_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(apart_from=models.F("person")) & ~Q(apart_from=models.F("accepted_by")),
                name="alert_not_to_oneself",
            ),
        ]
        indexes = [
            models.Index(fields=["branch", "raised_at"], condition=Q(resolved_at__isnull=True), name="alert_open"),
            models.Index(
                fields=["branch", "urgency", "raised_at", "id"],
                condition=Q(resolved_at__isnull=True),
                name="alert_worst_first",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_type} {self.subject_id}"
