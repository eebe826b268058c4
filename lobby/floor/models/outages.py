"""Outages: what of a branch has failed, until when, and who explains it."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel
from lobby.branches.models import Branch, Staff
from lobby.floor.enums.outages import OutageScope, OutageStatus
from lobby.floor.models.incidents import Incident


class Outage(models.Model):
    """A system failure that customers are told of (S198d). Its incident has the response levels, tasks and report.

    `services` are ids of what is affected; `stopped` are those of them whose numbers this outage stopped, which go on
    when it ends. A drill stops nothing and tells customers nothing.
    """

    branch = models.ForeignKey(Branch, models.CASCADE, related_name="outages", db_index=False)
    incident = models.OneToOneField(Incident, models.PROTECT, related_name="outage")
    status = models.CharField(max_length=8, choices=OutageStatus, default=OutageStatus.RUNNING)
    is_drill = models.BooleanField(default=False)
    scope = models.CharField(max_length=8, choices=OutageScope)
    channel = models.CharField(max_length=20, choices=Channel, blank=True)
    services = ArrayField(models.BigIntegerField(), default=list)
    stopped = ArrayField(models.BigIntegerField(), default=list)
    notice = models.CharField(max_length=40, help_text=_("code of the approved message that screens show"))
    explainer = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    expected_at = models.DateTimeField(null=True, blank=True, help_text=_("when it should be over; empty = not known"))
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(Staff, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("outage")
        verbose_name_plural = _("outages")
        constraints = [
            models.UniqueConstraint(
                fields=["branch", "is_drill"], condition=Q(status=OutageStatus.RUNNING), name="outage_one_running"
            ),
            models.CheckConstraint(
                condition=Q(status=OutageStatus.ENDED) ^ Q(ended_at__isnull=True), name="outage_ended_at"
            ),
            models.CheckConstraint(
                condition=Q(scope=OutageScope.CHANNEL) ^ Q(channel=""), name="outage_channel_where_one_failed"
            ),
            models.CheckConstraint(
                condition=Q(expected_at__isnull=True) | Q(expected_at__gt=F("since")), name="outage_expected_after"
            ),
            models.CheckConstraint(condition=Q(is_drill=False) | Q(stopped=[]), name="outage_drill_stops_nothing"),
        ]
        indexes = [models.Index(fields=["branch", "-since"], name="outage_recent")]

    def __str__(self) -> str:
        return f"{self.branch_id} {self.scope} {self.since:%Y-%m-%d %H:%M}"
