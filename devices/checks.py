"""What checks are told about machines: the state of each, beside the tick."""

from __future__ import annotations

import datetime as dt

from devices.enums import ROUTED, DeviceStatus
from devices.selectors import machine_of
from lobby.branches.models import Branch, Device
from lobby.floor.bilingual import both
from lobby.floor.checking import Known, register_evidence

ABOUT = "device"


def register() -> None:
    """Fill the registry; called once when Django starts."""
    register_evidence(ABOUT, states_of)


def states_of(branch: Branch, kind: str, at: dt.datetime) -> list[Known]:
    """The state of the machines of a kind, in order of their codes (1 query)."""
    devices = Device.objects.filter(branch=branch, is_active=True, kind=kind)
    return [known_of(device) for device in devices.select_related("state").order_by("code")]


def known_of(device: Device) -> Known:
    """One machine in both languages; one that does not work as a whole speaks against an "ok"."""
    status = machine_of(device).status
    is_whole = ROUTED[status] and status != DeviceStatus.PARTIAL
    return Known(both(lambda: f"{device.name} {DeviceStatus(status).label}"), is_wrong=not is_whole)
