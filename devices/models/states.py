"""The state of each machine."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from devices.enums import DeviceStatus
from devices.enums.reports import Part
from lobby.branches.models import Device


class DeviceState(models.Model):
    """What is known of one machine now. A machine without a row has never been reported and counts as available.

    `told` is what the machine said last, in its own words, `reported_at` and `seq` when by its own clock and count:
    what is older is ignored. `by_hand` is what somebody in the hall says of it, until somebody takes it back. A machine
    that has told anything is waited for: at `silent_at` it counts as silent, then it is `pending_since`, then unknown.
    """

    device = models.OneToOneField(Device, models.CASCADE, related_name="state")
    status = models.CharField(max_length=12, choices=DeviceStatus, default=DeviceStatus.AVAILABLE)
    since = models.DateTimeField()
    lost = ArrayField(models.CharField(max_length=12, choices=Part), default=list, blank=True)
    by_hand = models.CharField(max_length=12, choices=DeviceStatus, blank=True)
    told = models.JSONField(null=True, blank=True)
    reported_at = models.DateTimeField(null=True, blank=True)
    seq = models.BigIntegerField(null=True, blank=True)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    silent_at = models.DateTimeField(null=True, blank=True)
    pending_since = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("device state")
        verbose_name_plural = _("device states")
        constraints = [
            models.CheckConstraint(
                condition=Q(reported_at__isnull=True, told__isnull=True)
                | Q(reported_at__isnull=False, told__isnull=False),
                name="device_told_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(silent_at__isnull=True) | Q(last_seen_at__isnull=False), name="device_waited_for"
            ),
        ]
        indexes = [
            models.Index(fields=["silent_at", "id"], condition=Q(silent_at__isnull=False), name="device_silent"),
        ]

    def __str__(self) -> str:
        return f"{self.device_id} {self.status}"
