"""The days behind a branch as the rows that an estimator is trained on.

Services and people are named by their ids as text, as in the snapshots of `queueing.estimate.hall`: who works at a
counter is its name, because pace, skills and breaks are that person's. Seconds count on the branch's wall clock from
the midnight of the first day.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Counter
from lobby.live.models import Entry
from queueing.enums import Outcome, PriorityClass, TicketStatus
from queueing.estimate.logs import ABANDONED, NO_SHOW, SERVED, CounterRow, TicketRow
from queueing.models import CounterSession, Ticket

DAYS = 56
# A branch of 2,000 tickets a day is learned from its newest month; no training reads more.
MOST_TICKETS = 60_000
COLUMNS = (
    "pk",
    "service_id",
    "priority",
    "status",
    "outcome",
    "issued_at",
    "waits_since",
    "first_called_at",
    "called_at",
    "ended_at",
    "customer_pause_s",
    "held_s",
    "session__staff_id",
)
SKILLS = ("primary_services", "secondary_services")
TICK = dt.timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Behind:
    """Whole days of a branch in time order; `first` is the day of whose midnight seconds count."""

    first: dt.date
    tickets: list[TicketRow]
    counters: list[CounterRow]


def days_behind(branch: Branch, until: dt.date) -> Behind:
    """The business days before `until` (4 queries). Bounded: so many days, and so many tickets, the newest ones."""
    first = until - dt.timedelta(days=DAYS)
    tickets = Ticket.objects.filter(branch=branch, day__gte=first, day__lt=until, is_without_number=False)
    rows = list(tickets.order_by("-day", "-issued_at").values_list(*COLUMNS, named=True)[:MOST_TICKETS])
    if len(rows) == MOST_TICKETS:
        first = local(branch, rows[-1].issued_at).date() + dt.timedelta(days=1)  # its first day may be cut
    clock = Clock(branch, first)
    found = [row for row in (ticket_row(row, clock) for row in reversed(rows)) if row and row.issued_s >= 0]
    return Behind(first, found, counter_rows(branch, first, until, clock))


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds on a branch's wall clock since a midnight."""

    branch: Branch
    first: dt.date

    def __call__(self, at: dt.datetime) -> float:
        """Seconds of a moment."""
        wall = local(self.branch, at).replace(tzinfo=None)
        return (wall - dt.datetime.combine(self.first, dt.time())).total_seconds()


def ticket_row(row: Any, clock: Clock) -> TicketRow | None:
    """One ticket, its last wait where it had several; None for who was served by a device."""
    is_later_leg = row.waits_since > row.issued_at
    issued = row.waits_since if is_later_leg else row.issued_at + dt.timedelta(seconds=row.customer_pause_s)
    called = row.called_at if is_later_leg else row.first_called_at
    if called is None and row.status == TicketStatus.DONE:
        return None
    is_known = row.ended_at is not None and row.outcome != Outcome.UNKNOWN
    ended = clock(row.ended_at) - row.held_s if is_known else None
    return TicketRow(
        ticket=str(row.pk),
        service=str(row.service_id),
        is_priority=row.priority != PriorityClass.NORMAL,
        issued_s=clock(issued),
        called_s=None if called is None else max(clock(issued), clock(called)),
        end_s=ended if called is not None else None,
        left_s=ended if called is None else None,
        outcome=outcome_of(row.status, is_called=called is not None),
        counter=str(row.session__staff_id or ""),
    )


def outcome_of(status: str, *, is_called: bool) -> str:
    """What an estimator makes of a ticket's end."""
    if not is_called:
        return ABANDONED
    return NO_SHOW if status == TicketStatus.NO_SHOW else SERVED


def counter_rows(branch: Branch, first: dt.date, until: dt.date, clock: Clock) -> list[CounterRow]:
    """Who began and ended to serve when, pauses included (3 queries)."""
    sessions = CounterSession.objects.filter(branch=branch, day__gte=first, day__lt=until)
    spans = list(
        sessions.values_list("counter_id", "staff_id", "opened_at", "closed_at", *SKILLS).order_by("opened_at")
    )
    pauses = pauses_of(branch, since=spans[0][2], until=spans[-1][3] or spans[-1][2]) if spans else {}
    found = []
    for counter, staff, opened, closed, primary, secondary in spans:
        name, skills = str(staff), frozenset(map(str, [*primary, *secondary]))
        found.append(CounterRow(clock(opened), name, True, skills))
        for at, is_open in pauses.get(counter, ()):
            if opened < at < (closed or at + TICK):
                found.append(CounterRow(clock(at), name, is_open, skills))
        if closed is not None:
            found.append(CounterRow(clock(closed), name, False, skills))
    return sorted(found, key=lambda row: row.t)


def pauses_of(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> dict[int, list[tuple[dt.datetime, bool]]]:
    """Each counter's pauses and their ends between two moments, from the journal (2 queries)."""
    counters = list(Counter.objects.filter(branch=branch).values_list("pk", flat=True))
    entries = Entry.objects.filter(subject_type="counter", subject_id__in=counters, branch_id=branch.pk)
    news = entries.filter(at__gte=since, at__lte=until, type__in=("counter.paused", "counter.resumed")).order_by("at")
    found = defaultdict(list)
    for counter, type_, at in news.values_list("subject_id", "type", "at"):
        found[counter].append((at, type_ == "counter.resumed"))
    return found
