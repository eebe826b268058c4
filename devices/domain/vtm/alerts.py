"""A call that nobody answers in time is told to the hall, once, until it is answered or over."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from devices.domain.vtm.moving import SUBJECT
from devices.events.vtm import VtmCancelled, VtmConnected, VtmEvent
from lobby.branches.actors import Actor
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain.alerts import resolve_about
from lobby.floor.enums import Severity
from lobby.live import journal
from lobby.live.events import Event

QUEUE_LATE = "vtm.queue_late"


def register() -> None:
    """Fill the registries; called once when Django starts."""
    kinds.register_alert(
        kinds.AlertKind(
            name=QUEUE_LATE,
            title=_("Video call not answered yet"),
            text=_("{device}: no remote teller has answered yet"),
            help=_("{service} · stay with the customer, or offer a counter"),
            severity=Severity.ATTENTION,
            roles=(RoleCode.LM, RoleCode.LMA),
        )
    )
    kinds.register_subject(SUBJECT, lambda session_id: reverse("devices:vtm-floor", args=[session_id]))
    for news in (VtmConnected, VtmCancelled):
        journal.subscribe(news.type, settle)


def settle(event: Event, by: Actor, at: dt.datetime) -> None:
    """The call is answered or over: nobody has to look after it any more."""
    assert isinstance(event, VtmEvent)
    resolve_about((SUBJECT, event.vtm_session), at=at, reason=event.type, among=[QUEUE_LATE])
