"""Plays a script: customers arrive and leave, tellers call, start and finish. One step needs only the database."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterable, Iterator

import structlog

from lobby.branches.actors import Actor
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, Counter, Staff
from queueing.domain.calling import call_next
from queueing.domain.counters import close, open_counter
from queueing.domain.issuing import issue
from queueing.domain.serving import finish, start
from queueing.domain.waiting import leave, miss
from queueing.enums import AT_COUNTER, CALLABLE, TicketStatus
from queueing.models import CounterSession, Ticket
from queueing.simulation.preparation import prepare_counters
from queueing.simulation.script import Script

log = structlog.get_logger(__name__)
PLAYER = Actor(kind="system", id=None, name="simulation")
BEFORE_MISS_S = 45


def play_step(branch: Branch, sessions: Iterable[int], script: Script, *, since: dt.datetime, at: dt.datetime) -> None:
    """Do everything that is due at `at`; what a person did meanwhile by hand is left as it is."""
    for arrival in script.arrivals(since, at):
        with refused():
            ticket = issue(
                branch,
                by=PLAYER,
                at=arrival.at,
                service=arrival.service,
                source=arrival.source,
                traits=arrival.traits,
                language=arrival.language,
            )
            script.issued(ticket, arrival)
    lose_patience(branch, script, at=at)
    for session in CounterSession.objects.filter(pk__in=list(sessions), closed_at__isnull=True, status="open"):
        with refused():
            work(session, script, at=at)


def work(session: CounterSession, script: Script, *, at: dt.datetime) -> None:
    """What one teller does now: finish, start or miss the present customer, else call the next."""
    ticket = Ticket.objects.filter(session=session, status__in=AT_COUNTER).select_related("service").first()
    if ticket is None:
        call_next(session, by=session.staff.actor, at=at)
    elif ticket.status == TicketStatus.SERVING:
        assert ticket.started_at is not None
        if passed(ticket.started_at, script.service_s(ticket), at):
            finish(ticket, by=session.staff.actor, at=at)
            call_next(session, by=session.staff.actor, at=at)
    else:
        meet(ticket, session, script, at=at)


def meet(ticket: Ticket, session: CounterSession, script: Script, *, at: dt.datetime) -> None:
    """The called customer comes to the counter, or is missed after a while."""
    assert ticket.called_at is not None
    walk = script.walk_s(ticket)
    if walk is None:
        if passed(ticket.called_at, BEFORE_MISS_S, at):
            miss(ticket, by=session.staff.actor, at=at)
    elif passed(ticket.called_at, walk, at):
        start(ticket, by=session.staff.actor, at=at)


def lose_patience(branch: Branch, script: Script, *, at: dt.datetime) -> None:
    """Those who have waited too long leave."""
    for ticket in Ticket.objects.filter(branch=branch, status__in=CALLABLE, issued_at__gte=at - dt.timedelta(hours=20)):
        patience = script.patience_s(ticket)
        if patience is not None and passed(ticket.issued_at, patience, at):
            with refused():
                leave(ticket, by=PLAYER, at=at)


def passed(since: dt.datetime, seconds: float, at: dt.datetime) -> bool:
    """Whether so many seconds have gone by."""
    return (at - since).total_seconds() >= seconds


@contextlib.contextmanager
def refused() -> Iterator[None]:
    """A refusal (somebody was quicker, issuing stopped) is part of a day, not an end of it."""
    try:
        yield
    except LobbyError as refusal:
        log.info("simulation_refused", code=refusal.code)


def open_counters(branch: Branch, *, at: dt.datetime) -> list[CounterSession]:
    """Seat tellers from the last counter backwards; the first counter and teller stay for people who try the system."""
    prepare_counters(branch, at=at)
    tellers = Staff.objects.filter(is_active=True, grants__branch=branch, skills__isnull=False).distinct()
    free = [person for person in tellers.order_by("-username") if not has_session(person)]
    sessions = []
    for counter in list(Counter.objects.filter(branch=branch, is_active=True).order_by("-position", "-code"))[:-1]:
        session = seat(counter, free, at=at)
        if session is not None:
            sessions.append(session)
            free = [person for person in free if person.pk != session.staff_id]
    return sessions


def seat(counter: Counter, free: list[Staff], *, at: dt.datetime) -> CounterSession | None:
    """Open a counter with the first teller who has skills for it; None when there is none or it is taken."""
    for person in free:
        with refused():
            return open_counter(counter, by=person.actor, at=at, staff=person)
    return None


def has_session(person: Staff) -> bool:
    """Whether the teller works somewhere already."""
    return CounterSession.objects.filter(staff=person, closed_at__isnull=True).exists()


def close_counters(sessions: Iterable[int], *, at: dt.datetime) -> None:
    """Finish whoever is there and close."""
    for session in CounterSession.objects.filter(pk__in=list(sessions), closed_at__isnull=True):
        by = session.staff.actor
        for ticket in Ticket.objects.filter(session=session, status__in=[*AT_COUNTER, TicketStatus.ON_HOLD]):
            with refused():
                if ticket.status == TicketStatus.SERVING:
                    finish(ticket, by=by, at=at)
                elif ticket.status == TicketStatus.CALLED:
                    miss(ticket, by=by, at=at)
                else:
                    leave(ticket, by=by, at=at)
        with refused():
            close(session, by=by, at=at)
