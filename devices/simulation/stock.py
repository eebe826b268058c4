"""Which machines are played, and registering more of them for a large fleet."""

from __future__ import annotations

import datetime as dt

from devices.domain import register
from devices.domain.register import Details
from devices.enums import SERVING_KINDS
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Device, Zone

MARK = "SIM"


def devices_of(branch: Branch) -> list[Device]:
    """The machines of a branch in use, by code (1 query)."""
    return list(Device.objects.filter(branch=branch, is_active=True).select_related("branch").order_by("code"))


def made_up(branch: Branch, wanted: int, *, at: dt.datetime) -> list[Device]:
    """So many machines of a branch, the missing ones registered over its zones; they stay when the play is over."""
    found = devices_of(branch)
    zones = list(Zone.objects.filter(branch=branch).order_by("pk"))
    have = {device.code for device in found}
    number = 0
    while len(found) < wanted:
        number += 1
        code = f"{MARK}{branch.code}-{number:04}"[-20:]
        if code in have:
            continue
        kind = SERVING_KINDS[number % len(SERVING_KINDS)]
        zone = zones[number % len(zones)] if zones else None
        details = Details(name_zh=f"模拟机{number}", name_en=f"Simulated {number}", kind=kind, zone=zone)
        found.append(register.add(branch, code, details, by=SYSTEM, at=at))
    return found[:wanted]
