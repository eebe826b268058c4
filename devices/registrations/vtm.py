"""Video sessions: their clocks and alerts, the machine that fails, the screens."""

from __future__ import annotations

import datetime as dt

from devices.demo import vtm as demo
from devices.domain.vtm import alerts, break_off, clocks
from devices.enums import LEAVES_ALONE, DeviceStatus
from devices.events import DeviceStatusChanged
from devices.panels import vtm as panels
from lobby.branches.actors import Actor
from lobby.branches.demo import register as register_demo
from lobby.branches.enums import DeviceKind
from lobby.live import journal
from lobby.live.events import Event


def register() -> None:
    """Fill the registries."""
    clocks.register()
    alerts.register()
    panels.register()
    register_demo(demo.write)
    journal.subscribe(DeviceStatusChanged.type, machine_failed)


def machine_failed(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever is at a video teller that fails is let go in the transaction that reports it (0–1 query)."""
    assert isinstance(event, DeviceStatusChanged)
    if event.kind == DeviceKind.VTM and DeviceStatus(event.status) not in LEAVES_ALONE:
        break_off(event.device, able=event.services, by=by, at=at)
