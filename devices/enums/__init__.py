"""Words of machines: the states they are in, and whether a customer may be sent to one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import DeviceKind


class DeviceStatus(models.TextChoices):
    """The normalised operational state of a machine, whatever its maker calls it."""

    AVAILABLE = "available", _("available")
    BUSY = "busy", _("being used")
    STARTING = "starting", _("starting")
    DEGRADED = "degraded", _("needs a refill")
    PARTIAL = "partial", _("partly working")
    BLOCKED = "blocked", _("waiting for help")
    DOWN = "down", _("out of order")
    MAINTENANCE = "maintenance", _("under maintenance")
    SECURITY = "security", _("closed for security")
    ABSENT = "absent", _("not there")


D = DeviceStatus
# May the router send somebody? Busy means later; which functions a partly working machine still has is not known yet.
ROUTED: dict[DeviceStatus, bool] = {
    D.AVAILABLE: True,
    D.BUSY: True,
    D.STARTING: False,
    D.DEGRADED: True,
    D.PARTIAL: False,
    D.BLOCKED: False,
    D.DOWN: False,
    D.MAINTENANCE: False,
    D.SECURITY: False,
    D.ABSENT: False,
}
# How a state looks: the mark's shape and colour, beside its word.
LEVELS: dict[DeviceStatus, str] = {
    D.AVAILABLE: "fine",
    D.BUSY: "info",
    D.STARTING: "off",
    D.DEGRADED: "attention",
    D.PARTIAL: "attention",
    D.BLOCKED: "attention",
    D.DOWN: "late",
    D.MAINTENANCE: "off",
    D.SECURITY: "late",
    D.ABSENT: "off",
}
# Machines that serve customers; walls and ticket kiosks are no place to send anybody.
SERVING_KINDS = (DeviceKind.SMART_COUNTER, DeviceKind.VTM, DeviceKind.ATM)
# What somebody in the hall can see of a machine; the rest is told by the machines themselves.
BY_HAND = (D.AVAILABLE, D.DOWN, D.MAINTENANCE)
