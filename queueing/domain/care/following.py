"""What care does when something else happens: an alert is taken, the business day ends."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.floor import kinds
from lobby.live import journal
from lobby.live.events import Event
from queueing.alerts.care import HOST
from queueing.domain.care import hosting, stages
from queueing.events import DayClosed
from queueing.models import Visit


def register() -> None:
    """Follow the news, and say what is locked before the alert that asks for a host."""
    kinds.register_lock(HOST, hosting.lock_before_alert)
    journal.subscribe("alert.accepted", hosting.alert_accepted)
    journal.subscribe("day.closed", end_stages)


def end_stages(event: Event, by: Actor, at: dt.datetime) -> None:
    """Nobody has a customer of a day that is over (1 statement)."""
    assert isinstance(event, DayClosed)
    stages.end_open(Visit.objects.filter(branch=event.branch_id, day=event.date), at=at)
