"""Which machines stand in a branch, and which of them somebody may be sent to."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from devices.enums import LEVELS, ROUTED, SERVING_KINDS, DeviceStatus
from lobby.branches.models import Branch, Device


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine with its state; `since` is None for one that was never reported."""

    device: Device
    status: DeviceStatus = DeviceStatus.AVAILABLE
    since: dt.datetime | None = None

    @property
    def is_usable(self) -> bool:
        """Whether a customer may be sent to it."""
        return ROUTED[self.status]

    @property
    def level(self) -> str:
        """How its state is marked."""
        return LEVELS[self.status]

    @property
    def word(self) -> str:
        """Its state in the active language."""
        return str(self.status.label)


def machine_of(device: Device) -> Machine:
    """A device whose state, if it has one, is at hand."""
    state = getattr(device, "state", None)
    return Machine(device, DeviceStatus(state.status), state.since) if state else Machine(device)


def machines(branch: Branch) -> list[Machine]:
    """The machines of a branch that serve customers, in order of their codes (1 query)."""
    found = Device.objects.filter(branch=branch, is_active=True, kind__in=SERVING_KINDS)
    return [machine_of(device) for device in found.select_related("state", "zone").order_by("code")]


def usable(branch: Branch) -> list[Machine]:
    """Those of them that somebody may be sent to (1 query)."""
    return [machine for machine in machines(branch) if machine.is_usable]
