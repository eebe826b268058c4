"""What the lobby tablet shows of the running day. Every query is bounded by branch and business day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from django.db.models import Avg, F, QuerySet

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import Complexity, ServiceFamily
from lobby.branches.models import Branch, BranchPolicy, Counter, Service
from lobby.branches.policies import policy_of
from lobby.live import journal
from lobby.live.models import Entry
from queueing.enums import CALLABLE, TICKET_MOVES, SessionStatus
from queueing.kpis.measures import WAIT_S
from queueing.models import CounterSession, PreReview, Ticket, TicketNote
from queueing.selectors.lines import Line, issuing_of, lines
from queueing.selectors.order import calling_order

LIST_ROWS = 60
FOUND_ROWS = 12
COMMONEST = 10
FAMILY_ICONS = {
    ServiceFamily.CASH: "banknote",
    ServiceFamily.NONCASH: "file-text",
    ServiceFamily.CARD: "credit-card",
    ServiceFamily.WEALTH: "chart-line",
    ServiceFamily.LOAN: "hand-coins",
    ServiceFamily.CORPORATE: "building-2",
}
# Verbs of the tablet, in the order in which they are offered.
ACTS = ("complete_diversion", "fall_back", "reinstate", "postpone", "transfer", "leave", "cancel")


@dataclass(frozen=True, slots=True)
class Average:
    """Average seconds waited today for services of one complexity; None before the first call."""

    wait_s: float | None
    target_s: int

    @property
    def minutes(self) -> int | None:
        """Whole minutes, rounded half up."""
        return None if self.wait_s is None else int(self.wait_s / 60 + 0.5)

    @property
    def target_minutes(self) -> int:
        """The target in whole minutes."""
        return self.target_s // 60

    @property
    def level(self) -> str:
        """`fine` within the target, `attention` beyond; `off` without figures."""
        if self.wait_s is None:
            return "off"
        return "fine" if self.wait_s <= self.target_s else "attention"


@dataclass(frozen=True, slots=True)
class Strip:
    """The figures on top."""

    waiting: int
    longest: Ticket | None
    simple: Average
    complex: Average
    counters_open: int
    counters_all: int
    policy: BranchPolicy
    is_closed: bool
    stopped: str


@dataclass(frozen=True, slots=True)
class Waiting:
    """A row of the waiting list; amber from the service's target on, red from the long-wait line on (seconds)."""

    ticket: Ticket
    attention_s: int
    late_s: int


@dataclass(frozen=True, slots=True)
class Need:
    """A service as a need to choose, with its line and an icon of its family."""

    line: Line
    icon: str
    is_common: bool


@dataclass(frozen=True, slots=True)
class Detail:
    """Everything about one ticket; `why` and `place` only while it waits."""

    ticket: Ticket
    policy: BranchPolicy
    timeline: list[Entry]
    notes: list[TicketNote]
    why: str = ""
    place: int = 0
    acts: list[str] = field(default_factory=list)

    @property
    def review(self) -> PreReview | None:
        """What was found of the customer's papers."""
        return getattr(self.ticket, "prereview", None)


def today(branch: Branch, at: dt.datetime) -> QuerySet[Ticket]:
    """The tickets of the running business day."""
    return Ticket.objects.filter(branch=branch, day=business_date(branch, at))


def strip(branch: Branch, *, at: dt.datetime) -> Strip:
    """The figures on top (7 queries)."""
    policy = policy_of(branch, business_date(branch, at))
    waiting = today(branch, at).filter(status__in=CALLABLE)
    called = today(branch, at).filter(first_called_at__isnull=False, is_without_number=False)
    waits = dict(called.values_list("service__complexity").annotate(wait_s=Avg(WAIT_S)))
    sessions = CounterSession.objects.filter(branch=branch, closed_at__isnull=True, status=SessionStatus.OPEN)
    issuing = issuing_of(branch, at=at)
    return Strip(
        waiting=waiting.count(),
        longest=waiting.order_by("waits_since", "pk").first(),
        simple=Average(waits.get(Complexity.SIMPLE), policy.wait_simple_target_s),
        complex=Average(waits.get(Complexity.COMPLEX), policy.wait_complex_target_s),
        counters_open=sessions.count(),
        counters_all=Counter.objects.filter(branch=branch, is_active=True).count(),
        policy=policy,
        is_closed=issuing.is_closed,
        stopped=issuing.message,
    )


def waiting_list(branch: Branch, *, at: dt.datetime) -> tuple[list[Waiting], int]:
    """Who waits, longest first, and how many there are; a long list is cut (2–3 queries)."""
    policy = policy_of(branch, business_date(branch, at))
    waiting = today(branch, at).filter(status__in=CALLABLE)
    tickets = list(waiting.select_related("service").order_by("waits_since", "pk")[: LIST_ROWS + 1])
    count = len(tickets) if len(tickets) <= LIST_ROWS else waiting.count()
    rows = [
        Waiting(one, policy.wait_target_s(one.service.complexity), policy.long_wait_s) for one in tickets[:LIST_ROWS]
    ]
    return rows, count


def needs(branch: Branch, *, at: dt.datetime) -> list[Need]:
    """What customers come for, commonest first (8 queries at most).

    What is common is known from the number of services that the wait estimate has learned from.
    """
    samples = dict(Service.objects.filter(branch=branch).values_list("pk", F("stats__samples")))
    found = lines(branch, issuing_of(branch, at=at).day, at=at)
    ordered = sorted(found, key=lambda line: (-(samples.get(line.service.pk) or 0), line.service.position))
    return [
        Need(line, FAMILY_ICONS[ServiceFamily(line.service.family)], place < COMMONEST)
        for place, line in enumerate(ordered)
    ]


def found_by_number(branch: Branch, typed: str, *, at: dt.datetime) -> list[Ticket]:
    """Tickets of the day whose number contains what was typed, newest first (1 query); nothing typed finds nothing."""
    number = "".join(typed.split()).upper()
    if not number:
        return []
    found = today(branch, at).filter(number__contains=number).select_related("service", "counter")
    return list(found.order_by("-issued_at", "-pk")[:FOUND_ROWS])


def detail_of(ticket: Ticket, *, at: dt.datetime) -> Detail:
    """A ticket with its timeline, its notes and what can be done with it (5 queries at most)."""
    start, _end = day_bounds(ticket.branch, ticket.day)
    why, place = "", 0
    if ticket.status in CALLABLE and ticket.day == business_date(ticket.branch, at):
        order = calling_order(ticket.branch, at=at)
        place, why = next(((n, one.why) for n, one in enumerate(order, 1) if one.ticket.pk == ticket.pk), (0, ""))
    return Detail(
        ticket=ticket,
        policy=policy_of(ticket.branch, ticket.day),
        timeline=journal.timeline("ticket", ticket.pk, ticket.branch_id, start),
        notes=list(ticket.notes.all()),
        why=why,
        place=place,
        acts=[verb for verb in ACTS if is_possible(ticket, verb)],
    )


def is_possible(ticket: Ticket, verb: str) -> bool:
    """Whether to offer a verb: the state allows it and it was not used up."""
    used_up = {"postpone": ticket.postponed_at, "reinstate": ticket.reinstated_at}
    return ticket.status in TICKET_MOVES[verb][0] and used_up.get(verb) is None
