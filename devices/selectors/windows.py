"""Which machines are being looked after as planned."""

from __future__ import annotations

import datetime as dt

from devices.models.windows import MaintenanceWindow
from lobby.branches.models import Device


def in_maintenance(device: Device | int, at: dt.datetime) -> bool:
    """Whether a planned window of the machine runs at this moment (1 query)."""
    return MaintenanceWindow.objects.filter(device=device, starts_at__lte=at, ends_at__gt=at).exists()
