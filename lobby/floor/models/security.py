"""Suspicious acts and what disturbs the order of the hall."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Branch, Staff, Zone
from lobby.floor.enums.security import Behaviour, OrderAction, OrderKind, OrderOutcome, SuspicionStatus
from lobby.floor.models.incidents import Incident


class SuspiciousReport(models.Model):
    """An act of the list that somebody saw, where and when. Nothing tells who it was or what they looked like (N18).

    It is deleted after `BranchPolicy.suspicion_kept_days` unless it became a case.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="suspicious_reports")
    behaviour = models.CharField(max_length=20, choices=Behaviour)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    status = models.CharField(max_length=8, choices=SuspicionStatus, default=SuspicionStatus.WATCHED)
    outcome = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    incident = models.ForeignKey(Incident, models.PROTECT, null=True, blank=True, related_name="suspicions")

    class Meta:
        verbose_name = _("suspicious report")
        verbose_name_plural = _("suspicious reports")
        constraints = [
            models.CheckConstraint(
                condition=Q(status=SuspicionStatus.CASE) ^ Q(incident__isnull=True), name="suspicion_case_has_incident"
            )
        ]
        indexes = [models.Index(fields=["branch", "-at"], name="suspicion_recent")]

    def __str__(self) -> str:
        return f"{self.behaviour} {self.at:%Y-%m-%d %H:%M}"


class OrderEvent(models.Model):
    """Queue jumping, noise, forgotten belongings: what was done about it and how it ended (S427)."""

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="order_events")
    kind = models.CharField(max_length=16, choices=OrderKind)
    action = models.CharField(max_length=16, choices=OrderAction)
    outcome = models.CharField(max_length=10, choices=OrderOutcome)
    zone = models.ForeignKey(Zone, models.SET_NULL, null=True, blank=True, related_name="+")
    note = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("order event")
        verbose_name_plural = _("order events")
        indexes = [models.Index(fields=["branch", "-at"], name="order_event_recent")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"


class ZoneCount(models.Model):
    """People in a zone who hold no number, counted by staff, and when the zone last called for help."""

    zone = models.OneToOneField(Zone, models.CASCADE, primary_key=True, related_name="people_count")
    people = models.PositiveSmallIntegerField(default=0)
    counted_at = models.DateTimeField(null=True, blank=True)
    counted_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    alerted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("count of a zone")
        verbose_name_plural = _("counts of zones")

    def __str__(self) -> str:
        return f"{self.zone_id} {self.people}"
