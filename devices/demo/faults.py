"""The demo branch's faults: one that nobody has taken yet, so that the board has something on it."""

from __future__ import annotations

import datetime as dt

from devices.demo import OUT_OF_PAPER
from devices.domain.faults import open_fault
from devices.enums.faults import FaultKind, FaultSource
from devices.models.faults import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device

# Where the fault is: the machine that is out of paper.
BROKEN = OUT_OF_PAPER


def write(password: str, at: dt.datetime) -> None:
    """Open it once; a second run changes nothing."""
    device = Device.objects.filter(code=BROKEN, branch__is_demo=True).select_related("branch", "zone").first()
    if device is not None and not Fault.objects.filter(device=device).exists():
        open_fault(device, FaultKind.PRINTING, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
