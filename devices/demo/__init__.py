"""The demo branch's machines: one that needs paper, so that a state other than "available" is seen."""

from __future__ import annotations

import datetime as dt

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device

NEEDS_PAPER = "SC2"


def write(password: str, at: dt.datetime) -> None:
    """Report it once; a second run changes nothing."""
    device = Device.objects.filter(code=NEEDS_PAPER, branch__is_demo=True, state__isnull=True).first()
    if device is not None:
        report(device, DeviceStatus.DEGRADED, by=SYSTEM, at=at)
