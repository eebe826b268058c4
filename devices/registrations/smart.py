"""Smart counters: clocks and alerts of their sessions, the machine that fails, the screens, the figures."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.demo import smart as demo_data
from devices.domain.smart import assisting, break_off, resting, stalls
from devices.enums import LEAVES_ALONE, DeviceStatus
from devices.events import DeviceStatusChanged
from devices.kpis.smart import KPIS
from devices.panels import smart as panels
from lobby.branches import demo
from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.kpi import registry
from lobby.live import journal
from lobby.live.events import Event

R = RoleCode


def register() -> None:
    """Fill the registries."""
    deadlines.register(resting.REST, resting.when_it_rests)
    deadlines.register(assisting.FORGOTTEN, assisting.when_forgotten)
    journal.subscribe(DeviceStatusChanged.type, machine_failed)
    register_alerts()
    kinds.register_subject("smart_session", session_address)
    panels.register()
    demo.register(demo_data.write)
    for kpi in KPIS:
        registry.register(kpi)


def register_alerts() -> None:
    """Somebody at a machine needs help; somebody walked off with their number unserved."""
    kinds.register_alert(
        kinds.AlertKind(
            name=stalls.STALLED,
            title=_("Customer who does not get on at a machine"),
            text=_("{device}: needs help"),
            help=_("Go there and offer help. The customer operates the machine, you show and explain."),
            severity=Severity.ATTENTION,
            roles=(R.LMA, R.LM),
        )
    )
    kinds.register_alert(
        kinds.AlertKind(
            name=stalls.LEFT,
            title=_("Customer who left a machine early"),
            text=_("{number} left {device} before the end"),
            help=_("Look for the customer: bring the number back to the queue, or end it if nobody is there."),
            severity=Severity.ATTENTION,
            roles=(R.LMA, R.LM),
        )
    )


def session_address(session_id: int) -> str:
    """The inside of the tablet's detail dialog for a session at a smart counter."""
    return reverse("devices:smart-card", args=[session_id])


def machine_failed(event: Event, by: Actor, at: dt.datetime) -> None:
    """Whoever is at a smart counter that can do no more what they chose is let go in this transaction (0–1 query).

    A machine that only says nothing of itself ends no session: a customer who still touches its screen goes on, and one
    who cannot is past the idle time long before silence is noticed.
    """
    assert isinstance(event, DeviceStatusChanged)
    if event.kind == DeviceKind.SMART_COUNTER and DeviceStatus(event.status) not in LEAVES_ALONE:
        break_off(event.device, event.services, by=by, at=at)
