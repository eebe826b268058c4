"""Temporary windows in a peak."""

from __future__ import annotations

import datetime as dt

from lobby.branches.enums import RoleCode
from lobby.branches.models import Counter, Staff
from lobby.floor.access.alerts import roles_at
from lobby.live import journal
from queueing.domain.counters import open_counter
from queueing.domain.peak_news import news_of
from queueing.domain.peak_tasks import finish_step
from queueing.enums.peaks import PeakStatus, StepKind
from queueing.errors.peaks import IllegalPeakMove, NotAuthorised
from queueing.events.peaks import PeakWindowOpened
from queueing.models import CounterSession, PeakRun


def open_window(run: PeakRun, *, by: Staff, at: dt.datetime, counter: Counter, teller: Staff) -> CounterSession:
    """Open a temporary window: an operations supervisor seats a teller with the skills for it.

    Raises IllegalPeakMove, NotAuthorised and what `open_counter` refuses.
    """
    with journal.unit(by=by.actor, at=at):
        if run.ended_at is not None:
            raise IllegalPeakMove(status=PeakStatus.NORMAL.label)
        if RoleCode.TELLER_LEAD not in roles_at(by, run.branch):
            raise NotAuthorised
        session = open_counter(counter, by=by.actor, at=at, staff=teller)
        finish_step(run, StepKind.OPEN_WINDOW, by=by.actor, at=at)
        journal.record(PeakWindowOpened(**news_of(run), counter=counter.code, staff=teller.pk))
    return session
