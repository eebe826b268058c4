"""When machines are looked after as planned."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Device


class MaintenanceWindow(models.Model):
    """A planned time in which a machine is not for customers; it does not count against its uptime (K09)."""

    device = models.ForeignKey(Device, models.CASCADE, related_name="windows")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    reason = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name = _("maintenance window")
        verbose_name_plural = _("maintenance windows")
        ordering = ["starts_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(starts_at__lt=F("ends_at")), name="window_starts_before_it_ends"),
        ]
        indexes = [models.Index(fields=["device", "ends_at"], name="device_window_end")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.starts_at} {self.ends_at}"
