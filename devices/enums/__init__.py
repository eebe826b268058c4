"""Words of machines: the states they are in, and whether a customer may be sent to one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel, DeviceKind


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
    UNKNOWN = "unknown", _("not heard of")


D = DeviceStatus
# May the router send somebody? Busy means later; partly working means for the services that need none of the lost parts.
ROUTED: dict[DeviceStatus, bool] = {
    D.AVAILABLE: True,
    D.BUSY: True,
    D.STARTING: False,
    D.DEGRADED: True,
    D.PARTIAL: True,
    D.BLOCKED: False,
    D.DOWN: False,
    D.MAINTENANCE: False,
    D.SECURITY: False,
    D.ABSENT: False,
    D.UNKNOWN: False,
}
# How much of the time in a state counts as up (K09); time under maintenance is not counted at all.
UP_SHARE: dict[DeviceStatus, float] = {
    D.AVAILABLE: 1.0,
    D.BUSY: 1.0,
    D.DEGRADED: 1.0,
    D.PARTIAL: 0.5,
    D.STARTING: 0.0,
    D.BLOCKED: 0.0,
    D.DOWN: 0.0,
    D.SECURITY: 0.0,
    D.ABSENT: 0.0,
    D.UNKNOWN: 0.0,
}
# States in which whoever is at the machine goes on: silence alone sends nobody away who may be in the middle of something.
LEAVES_ALONE = frozenset(one for one, is_used in ROUTED.items() if is_used and one != D.PARTIAL) | {D.UNKNOWN}
# How a state looks: the mark's shape and colour, beside its word.
LEVELS: dict[DeviceStatus, str] = {
    D.AVAILABLE: "fine",
    D.BUSY: "info",
    D.STARTING: "planned",
    D.DEGRADED: "attention",
    D.PARTIAL: "attention",
    D.BLOCKED: "attention",
    D.DOWN: "late",
    D.MAINTENANCE: "planned",
    D.SECURITY: "late",
    D.ABSENT: "off",
    D.UNKNOWN: "unknown",
}
# Machines that serve customers, by the channel of the catalogue that they are; walls and ticket kiosks are no place to
# send anybody.
CHANNELS: dict[DeviceKind, Channel] = {
    DeviceKind.SMART_COUNTER: Channel.SMART_COUNTER,
    DeviceKind.VTM: Channel.VTM,
    DeviceKind.ATM: Channel.SELF_SERVICE,
    DeviceKind.CASH_RECYCLER: Channel.SELF_SERVICE,
    DeviceKind.TERMINAL: Channel.SELF_SERVICE,
}
SERVING_KINDS = tuple(CHANNELS)
# What somebody in the hall can see of a machine; the rest is told by the machines themselves.
BY_HAND = (D.AVAILABLE, D.DOWN, D.MAINTENANCE)
