"""The history of each machine's state."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from devices.enums import DeviceStatus
from lobby.branches.models import Device


class DeviceSpan(models.Model):
    """A time that a machine spent in one state; `ends_at` is empty for the present one.

    Spans of a machine follow each other without gaps from its first report on; before that it counted as available.
    """

    device = models.ForeignKey(Device, models.CASCADE, related_name="spans")
    status = models.CharField(max_length=12, choices=DeviceStatus)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("span of a machine's state")
        verbose_name_plural = _("spans of machines' states")
        ordering = ["device", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["device"], condition=Q(ends_at__isnull=True), name="device_span_open_once"),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(starts_at__lte=F("ends_at")), name="device_span_runs_forward"
            ),
        ]
        indexes = [models.Index(fields=["device", "starts_at"], name="device_span_start")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.status} {self.starts_at}"
