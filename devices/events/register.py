"""News of the register of machines; nothing in it is about people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class RegisterEvent(Event):
    """Something about one machine in the register."""

    subject_type: ClassVar[str] = "device"
    device: int
    code: str


@dataclass(frozen=True, kw_only=True)
class DeviceRegistered(RegisterEvent):
    """A machine is known from now on."""

    type: ClassVar[str] = "device.registered"
    kind: str


@dataclass(frozen=True, kw_only=True)
class DeviceChanged(RegisterEvent):
    """What is known of a machine changed: for each value what it was and what it is."""

    type: ClassVar[str] = "device.changed"
    kind: str
    changes: dict[str, list[Any]]


@dataclass(frozen=True, kw_only=True)
class DeviceKeyMade(RegisterEvent):
    """A machine has a new key."""

    type: ClassVar[str] = "device.key_made"
    prefix: str


@dataclass(frozen=True, kw_only=True)
class DeviceShutOut(RegisterEvent):
    """Keys of a machine count no more."""

    type: ClassVar[str] = "device.shut_out"
    prefixes: list[str]


@dataclass(frozen=True, kw_only=True)
class WindowNews(RegisterEvent):
    """A planned maintenance of a machine; moments are ISO 8601 text."""

    window: int
    starts_at: str
    ends_at: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class WindowPlanned(WindowNews):
    """It is planned."""

    type: ClassVar[str] = "device.window_planned"


@dataclass(frozen=True, kw_only=True)
class WindowChanged(WindowNews):
    """It takes place at another time."""

    type: ClassVar[str] = "device.window_changed"


@dataclass(frozen=True, kw_only=True)
class WindowEnded(WindowNews):
    """It ended early, or does not take place."""

    type: ClassVar[str] = "device.window_ended"
