"""What the branch head sees of the running day. Every query is bounded by branch and business day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Min, Q, QuerySet
from django.db.models.fields import FloatField

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, BranchPolicy, Counter, Service
from queueing.enums import AT_COUNTER, CALLABLE, SessionStatus, TicketStatus
from queueing.kpis.measures import WAIT_S, seconds
from queueing.models import CounterSession, Ticket
from queueing.selectors.lines import Line, issuing_of, lines

LONG_WAITS_SHOWN = 8

SERVICE_S = seconds(F("ended_at") - F("started_at")) - F("held_s")
SERVED = Q(status=TicketStatus.DONE, counter__isnull=False)

LONGEST_SINCE = Min("issued_at", filter=Q(status=TicketStatus.WAITING, first_called_at__isnull=True))
SERVICE_COUNTS = {
    "waiting": Count("pk", Q(status__in=CALLABLE)),
    "longest_since": LONGEST_SINCE,
    "served": Count("pk", Q(status=TicketStatus.DONE)),
    "left": Count("pk", Q(status=TicketStatus.ABANDONED)),
    "wait_s": Avg(WAIT_S, filter=Q(first_called_at__isnull=False, is_without_number=False)),
}
NO_TICKETS = {"waiting": 0, "longest_since": None, "served": 0, "left": 0, "wait_s": None}


@dataclass(frozen=True, slots=True)
class Now:
    """How many tickets of the day stand where; `longest_since` is the issue of the longest waiting one."""

    waiting: int
    at_counters: int
    on_hold: int
    served: int
    left: int
    missed: int
    longest_since: dt.datetime | None
    counters_open: int
    counters_paused: int


@dataclass(frozen=True, slots=True)
class CounterLine:
    """A counter: its open session, its ticket, and how many it served with the average seconds of service."""

    counter: Counter
    session: CounterSession | None
    ticket: Ticket | None
    served: int
    service_s: float | None


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service today. Average and target are seconds; `line` has the wait of somebody who came now."""

    service: Service
    waiting: int
    longest_since: dt.datetime | None
    served: int
    left: int
    wait_s: float | None
    target_s: int
    line: Line

    @property
    def is_over_target(self) -> bool:
        """Whether the average wait is over the target."""
        return self.wait_s is not None and self.wait_s > self.target_s


def today(branch: Branch, at: dt.datetime) -> QuerySet[Ticket]:
    """The tickets of the running business day."""
    return Ticket.objects.filter(branch=branch, day=business_date(branch, at))


def listed(branch: Branch, day: dt.date, filters: dict[str, Any]) -> QuerySet[Ticket]:
    """Tickets of a business day with their `wait_s`, newest first."""
    tickets = Ticket.objects.filter(branch=branch, day=day, **filters).annotate(wait_s=WAIT_S)
    return tickets.select_related("service", "counter").order_by("-issued_at", "-pk")


def now(branch: Branch, at: dt.datetime) -> Now:
    """Count the day's tickets by state (2 queries)."""
    tickets = today(branch, at).aggregate(
        waiting=Count("pk", Q(status__in=CALLABLE)),
        at_counters=Count("pk", Q(status__in=AT_COUNTER)),
        on_hold=Count("pk", Q(status=TicketStatus.ON_HOLD)),
        served=Count("pk", Q(status=TicketStatus.DONE)),
        left=Count("pk", Q(status=TicketStatus.ABANDONED)),
        missed=Count("pk", Q(status=TicketStatus.NO_SHOW)),
        longest_since=LONGEST_SINCE,
    )
    sessions = CounterSession.objects.filter(branch=branch, closed_at__isnull=True).aggregate(
        counters_open=Count("pk", Q(status=SessionStatus.OPEN)),
        counters_paused=Count("pk", Q(status=SessionStatus.PAUSED)),
    )
    return Now(**tickets, **sessions)


def long_waits(branch: Branch, at: dt.datetime) -> tuple[list[Ticket], int]:
    """Waiting tickets over the long-wait line, longest first, and how many there are (2 queries)."""
    over = today(branch, at).filter(status__in=CALLABLE, first_called_at__isnull=True, long_wait_at__lte=at)
    shown = list(over.select_related("service").order_by("issued_at", "pk")[: LONG_WAITS_SHOWN + 1])
    count = len(shown) if len(shown) <= LONG_WAITS_SHOWN else over.count()
    return shown[:LONG_WAITS_SHOWN], count


def counters(branch: Branch, at: dt.datetime) -> list[CounterLine]:
    """Every counter of the branch with its day (4 queries)."""
    sessions = {
        session.counter_id: session
        for session in CounterSession.objects.filter(branch=branch, closed_at__isnull=True).select_related("staff")
    }
    held = {ticket.counter_id: ticket for ticket in today(branch, at).filter(status__in=AT_COUNTER)}
    served: dict[int, tuple[int, float]] = {
        counter_id: (n, service_s)
        for counter_id, n, service_s in today(branch, at)
        .filter(SERVED)
        .values_list("counter")
        .annotate(n=Count("pk"), service_s=Avg(SERVICE_S, output_field=FloatField()))
    }
    return [
        CounterLine(counter, sessions.get(counter.pk), held.get(counter.pk), *served.get(counter.pk, (0, None)))
        for counter in Counter.objects.filter(branch=branch, is_active=True)
    ]


def services(branch: Branch, at: dt.datetime, policy: BranchPolicy) -> list[ServiceLine]:
    """Every active service with its day and the target that its policy sets (8 queries at most)."""
    counted = today(branch, at).values_list("service").annotate(**SERVICE_COUNTS)
    rows = {service_id: dict(zip(SERVICE_COUNTS, row, strict=True)) for service_id, *row in counted}
    return [
        ServiceLine(
            service=line.service,
            target_s=policy.wait_target_s(line.service.complexity),
            line=line,
            **rows.get(line.service.pk, NO_TICKETS),
        )
        for line in lines(branch, issuing_of(branch, at=at).day, at=at)
    ]
