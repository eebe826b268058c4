"""News of machines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class DeviceStatusChanged(Event):
    """A machine went from one state to another, or lost or regained parts.

    `services` are the codes of what it can do now, `refills` what somebody has to put in or take out.
    """

    type: ClassVar[str] = "device.status_changed"
    subject_type: ClassVar[str] = "device"
    device: int
    code: str
    kind: str
    before: str
    status: str
    services: list[str]
    refills: list[str]
