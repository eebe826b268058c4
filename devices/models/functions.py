"""What each machine can do."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from devices.enums.reports import Part
from lobby.branches.models import Device, Service


class DeviceFunction(models.Model):
    """A service that a machine does, and the parts it needs for it.

    A machine without any row does what the catalogue gives to its kind's channel, with `DEFAULT_NEEDS`.
    """

    device = models.ForeignKey(Device, models.CASCADE, related_name="functions")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    needs = ArrayField(models.CharField(max_length=12, choices=Part), default=list, blank=True)

    class Meta:
        verbose_name = _("function of a machine")
        verbose_name_plural = _("functions of machines")
        ordering = ["device", "service"]
        constraints = [models.UniqueConstraint(fields=["device", "service"], name="device_function_once")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.service_id}"
