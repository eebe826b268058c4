"""The hall is patrolled twice as often while the branch is at its peak."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.floor import checking
from lobby.floor.domain.checks.making import hurry_patrols
from lobby.live import journal
from lobby.live.events import Event
from queueing.selectors.peaks import is_peak


def register() -> None:
    """Fill the registries; called once when Django starts."""
    checking.register_busy(is_peak)
    journal.subscribe("peak.activated", when_peak_begins)


def when_peak_begins(event: Event, by: Actor, at: dt.datetime) -> None:
    """The patrol that is on comes sooner."""
    hurry_patrols(Branch.objects.get(pk=event.branch_id), by=by, at=at)
