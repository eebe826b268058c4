"""The state of each machine."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from devices.enums import DeviceStatus
from devices.models import quality, vtm, watching
from lobby.branches.models import Device

__all__ = ["DeviceState", "quality", "vtm", "watching"]


class DeviceState(models.Model):
    """What is known of one machine now. A machine without a row has never been reported and counts as available."""

    device = models.OneToOneField(Device, models.CASCADE, related_name="state")
    status = models.CharField(max_length=12, choices=DeviceStatus, default=DeviceStatus.AVAILABLE)
    since = models.DateTimeField()

    class Meta:
        verbose_name = _("device state")
        verbose_name_plural = _("device states")

    def __str__(self) -> str:
        return f"{self.device_id} {self.status}"
