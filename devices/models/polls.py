"""Machines that do not tell of themselves but answer when asked."""

from __future__ import annotations

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Device

LEAST_EVERY_S = 10


class DevicePoll(models.Model):
    """An address that is asked every so often how the machine is; `adapter` names who understands the answer."""

    device = models.OneToOneField(Device, models.CASCADE, related_name="poll")
    adapter = models.CharField(max_length=20)
    address = models.CharField(max_length=200, help_text=_("http or https, at a host that the settings allow"))
    every_s = models.PositiveIntegerField(default=60, validators=[MinValueValidator(LEAST_EVERY_S)])
    is_active = models.BooleanField(default=True)
    due_at = models.DateTimeField()

    class Meta:
        verbose_name = _("poll of a machine")
        verbose_name_plural = _("polls of machines")
        constraints = [models.CheckConstraint(condition=Q(every_s__gte=LEAST_EVERY_S), name="poll_not_too_often")]
        indexes = [models.Index(fields=["due_at", "id"], condition=Q(is_active=True), name="device_poll_due")]

    def __str__(self) -> str:
        return f"{self.device_id} {self.adapter}"
