"""What the API reads: counters as they are now, lists of tickets and the live state of a branch."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, Min

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Counter, Service
from lobby.live import journal
from lobby.live.models import Entry
from queueing import estimate
from queueing.enums import AT_COUNTER, CALLABLE, SessionStatus
from queueing.estimate import Wait
from queueing.models import CounterSession, Ticket
from queueing.selectors.lines import issuing_of, refusals, wait_note
from queueing.selectors.order import RELATED, Place, calling_order


@dataclass(frozen=True, slots=True)
class CounterNow:
    """A counter with its open session, who is there, and the services in force (all it offers while closed)."""

    counter: Counter
    session: CounterSession | None
    ticket: Ticket | None
    service_codes: list[str]


@dataclass(frozen=True, slots=True)
class Listed:
    """A ticket of a list; wait and place only while it waits, `note` says what has to be said with the wait."""

    ticket: Ticket
    wait: Wait | None = None
    place: Place | None = None

    @property
    def note(self) -> str:
        """Empty when the seconds say it all, or the ticket is in no line."""
        return wait_note(self.wait) if self.place else ""


@dataclass(frozen=True, slots=True)
class LineNow:
    """A service's line: how many wait, how long the first of them has, and what somebody joining now would.

    `note` says why there is no wait, or what it counts from.
    """

    service: Service
    waiting: int
    longest_wait_s: int
    wait: Wait | None
    note: str


def counters_now(branch: Branch) -> list[CounterNow]:
    """Every counter of the branch in its order (4 queries)."""
    counters = Counter.objects.filter(branch=branch, is_active=True).select_related("zone").prefetch_related("services")
    sessions = CounterSession.objects.filter(branch=branch, closed_at__isnull=True).select_related("staff")
    by_counter = {session.counter_id: session for session in sessions}
    tickets = Ticket.objects.filter(session__in=by_counter.values(), status__in=AT_COUNTER)
    by_session = {ticket.session_id: ticket for ticket in tickets} if by_counter else {}
    return [
        counter_now(counter, session, by_session.get(session.pk) if session else None)
        for counter in counters.order_by("position", "code")
        for session in [by_counter.get(counter.pk)]
    ]


def counter_now(counter: Counter, session: CounterSession | None, ticket: Ticket | None = None) -> CounterNow:
    """One counter (1 query unless its services are prefetched)."""
    in_force = set(session.services_in_force) if session else None
    services = [service for service in counter.services.all() if in_force is None or service.pk in in_force]
    is_open = session is not None and session.status != SessionStatus.CLOSED
    return CounterNow(counter, session if is_open else None, ticket, [service.code for service in services])


def waiting_list(branch: Branch, *, at: dt.datetime) -> list[Listed]:
    """Who waits today, in calling order (4 queries)."""
    order, waits = calling_order(branch, at=at), estimate.waits(branch, at=at)
    return [Listed(place.ticket, waits.get(place.ticket.pk), place) for place in order]


def tickets_in(branch: Branch, status: str, limit: int, *, at: dt.datetime) -> list[Listed]:
    """Today's tickets in one state that does not wait, newest first (1 query)."""
    tickets = Ticket.objects.filter(branch=branch, day=business_date(branch, at), status=status)
    return [Listed(ticket) for ticket in tickets.select_related(*RELATED).order_by("-issued_at", "-pk")[:limit]]


def listed(ticket: Ticket, *, at: dt.datetime) -> Listed:
    """One ticket with its wait and place (4 queries while it waits today, else none)."""
    if ticket.status not in CALLABLE or ticket.day != business_date(ticket.branch, at):
        return Listed(ticket)
    found = (each for each in waiting_list(ticket.branch, at=at) if each.ticket.pk == ticket.pk)
    return next(found, Listed(ticket))


def wait_of(ticket: Ticket, *, at: dt.datetime) -> tuple[Wait | None, str]:
    """The estimate of a ticket that waits with what has to be said with it (2 queries), nothing of any other."""
    if ticket.status not in CALLABLE:
        return None, ""
    wait = estimate.waits(ticket.branch, at=at).get(ticket.pk)
    return wait, wait_note(wait)


def timeline(ticket: Ticket) -> list[Entry]:
    """Everything that happened to a ticket (1 query). A ticket never outlives its business day by more than a sweep."""
    start, _ = day_bounds(ticket.branch, ticket.day)
    return journal.timeline("ticket", ticket.pk, ticket.branch_id, start)


def lines_now(branch: Branch, *, at: dt.datetime) -> list[LineNow]:
    """The line of every active service (7 queries at most)."""
    services = list(Service.objects.filter(branch=branch, is_active=True).order_by("position", "code"))
    waiting = estimate.waiting(branch.pk, business_date(branch, at)).order_by().values_list("service")
    rows = {pk: (count, since) for pk, count, since in waiting.annotate(count=Count("pk"), since=Min("waits_since"))}
    stopped = refusals(branch, issuing_of(branch, at=at).day, services, at=at)
    waits = estimate.waits_by_service(branch, at=at)
    found = []
    for service in services:
        count, since = rows.get(service.pk, (0, at))
        wait = None if stopped[service.pk] else waits.get(service.pk)
        note = stopped[service.pk] or wait_note(wait)
        found.append(LineNow(service, count, max(0, int((at - since).total_seconds())), wait, note))
    return found
