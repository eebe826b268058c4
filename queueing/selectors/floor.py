"""What the lobby tablet shows of the running day. Every query is bounded by branch and business day."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Avg, Count, F, Min, Q, QuerySet

from devices.selectors import Machine, machines
from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import Complexity, ServiceFamily, ZoneKind
from lobby.branches.models import Branch, BranchPolicy, Counter, Service, Zone
from lobby.branches.policies import policy_of
from lobby.live import journal
from lobby.live.models import Entry
from queueing.enums import AT_COUNTER, CALLABLE, TICKET_MOVES, SessionStatus, TicketStatus
from queueing.enums.triage import Offer
from queueing.kpis.measures import WAIT_S
from queueing.models import CounterSession, PreReview, Ticket, TicketNote
from queueing.selectors.lines import Line, issuing_of, lines
from queueing.selectors.order import calling_order
from queueing.triage.machines import free_in_s, sent_to

LIST_ROWS = 60
FOUND_ROWS = 12
COMMONEST = 10
# What a busy machine is taken to need for a customer of whom nothing is known.
USUAL_S = 5 * 60

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
class ZoneNow:
    """A zone with who waits for it; `line` is its slowest service for somebody who came now, None where none is served.

    Of the services that give numbers the slowest counts; `counters` are open ones and all, `serving` the customers at
    its counters and machines (S411). A zone of machines has `free_s` instead, the seconds until one of them is free.
    """

    zone: Zone
    waiting: int
    longest_since: dt.datetime | None
    line: Line | None
    target_s: int
    long_wait_s: int
    counters: tuple[int, int]
    at: dt.datetime
    free_s: int | None = None
    serving: int = 0
    machines: tuple[tuple[Machine, int], ...] = ()

    @property
    def load(self) -> int:
        """Waiting and in service as per cent of its capacity, 100 at most."""
        people = self.waiting + self.serving
        return min(100, round(100 * people / self.zone.capacity)) if self.zone.capacity else 0

    @property
    def minutes(self) -> int | None:
        """The wait in whole minutes, rounded up; None where there is none to tell."""
        if self.line is None:
            return None if self.free_s is None else -(-self.free_s // 60)
        wait = self.line.wait
        return None if wait is None or wait.needs_opening else -(-wait.p50_s // 60)

    @property
    def level(self) -> str:
        """`late` with somebody over the long-wait line, `attention` over the target or full, else `fine`."""
        longest_s = (self.at - self.longest_since).total_seconds() if self.longest_since else 0
        if longest_s >= self.long_wait_s:
            return "late"
        is_over = self.minutes is not None and self.minutes * 60 > self.target_s
        return "attention" if is_over or self.load >= 100 else "fine"


@dataclass(frozen=True, slots=True)
class Station:
    """A machine with how many customers were sent there, and the seconds until it is free."""

    machine: Machine
    people: int
    wait_s: int


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


def target_s(service: Service, policy: BranchPolicy) -> int:
    """The wait that a service should not exceed on average, in seconds (S190)."""
    is_simple = service.complexity == Complexity.SIMPLE
    return policy.wait_simple_target_s if is_simple else policy.wait_complex_target_s


def waiting_list(branch: Branch, *, at: dt.datetime) -> tuple[list[Waiting], int]:
    """Who waits, longest first, and how many there are; a long list is cut (2–3 queries)."""
    policy = policy_of(branch, business_date(branch, at))
    waiting = today(branch, at).filter(status__in=CALLABLE)
    tickets = list(waiting.select_related("service").order_by("waits_since", "pk")[: LIST_ROWS + 1])
    count = len(tickets) if len(tickets) <= LIST_ROWS else waiting.count()
    rows = [Waiting(one, target_s(one.service, policy), policy.long_wait_s) for one in tickets[:LIST_ROWS]]
    return rows, count


def zones(branch: Branch, *, at: dt.datetime) -> list[ZoneNow]:
    """The hall as a map; everybody who waits fills the waiting area (15 queries at most)."""
    policy = policy_of(branch, business_date(branch, at))
    served = lines(branch, issuing_of(branch, at=at).day, at=at)
    waiting = today(branch, at).filter(status__in=CALLABLE).order_by().values_list("service__zone")
    queues = {zone: (n, since) for zone, n, since in waiting.annotate(n=Count("pk"), since=Min("waits_since"))}
    desks, serving = counters_by_zone(branch), serving_by_zone(branch, at=at)
    stations = stations_by_zone(branch, at=at)
    found = []
    for zone in Zone.objects.filter(branch=branch):
        here = [line for line in served if line.service.zone_id == zone.pk]
        slowest = max(here, key=slowness, default=None)
        n, since = queues.get(zone.pk, (0, None))
        if zone.kind == ZoneKind.WAITING and not here:
            n = sum(count for count, _since in queues.values())
        beside = stations.get(zone.pk, [])
        found.append(
            ZoneNow(
                zone=zone,
                waiting=n,
                longest_since=since,
                line=slowest,
                target_s=target_s(slowest.service, policy) if slowest else policy.wait_complex_target_s,
                long_wait_s=policy.long_wait_s,
                counters=desks.get(zone.pk, (0, 0)),
                at=at,
                free_s=free_first(beside),
                serving=serving.get(zone.pk, 0) + sum(station.people for station in beside),
                machines=by_state(beside),
            )
        )
    return found


def slowness(line: Line) -> tuple[bool, bool, int]:
    """What makes a service speak for its zone: an estimate before one that needs an opening, before none at all."""
    wait = line.wait
    return wait is not None and not wait.needs_opening, wait is not None, wait.p50_s if wait else 0


def stations_by_zone(branch: Branch, *, at: dt.datetime) -> dict[int | None, list[Station]]:
    """The machines of each zone with who was sent there (2 queries)."""
    sent = sent_to(branch, business_date(branch, at))
    found: dict[int | None, list[Station]] = defaultdict(list)
    for machine in machines(branch):
        people = sent.get(machine.device.pk, [])
        found[machine.device.zone_id].append(
            Station(machine, len(people), round(free_in_s(machine, people, USUAL_S, at=at)))
        )
    return found


def free_first(stations: list[Station]) -> int | None:
    """Seconds until one of the working machines is free; None where there is none."""
    return min((station.wait_s for station in stations if station.machine.is_usable), default=None)


def by_state(stations: list[Station]) -> tuple[tuple[Machine, int], ...]:
    """One machine of each state that occurs, with how many are in it."""
    counts = Tally(station.machine.status for station in stations)
    firsts = {station.machine.status: station.machine for station in reversed(stations)}
    return tuple((firsts[status], n) for status, n in counts.items())


def serving_by_zone(branch: Branch, *, at: dt.datetime) -> dict[int, int]:
    """How many customers are at the counters of each zone (1 query)."""
    there = today(branch, at).filter(status__in=AT_COUNTER).order_by().values_list("counter__zone")
    return dict(there.annotate(n=Count("pk")))


def at_machines(branch: Branch, *, at: dt.datetime) -> list[tuple[Machine, list[Ticket]]]:
    """Every machine with the tickets sent there that have not come back (2 queries)."""
    there = today(branch, at).filter(status=TicketStatus.DIVERTED, decisions__offer=Offer.ACCEPTED)
    there = there.select_related("service").annotate(device=F("decisions__device"), since=F("decisions__at"))
    by_device: dict[int, list[Ticket]] = defaultdict(list)
    for ticket in there.order_by("decisions__at", "pk"):
        by_device[ticket.device].append(ticket)
    return [(machine, by_device.get(machine.device.pk, [])) for machine in machines(branch)]


def counters_by_zone(branch: Branch) -> dict[int, tuple[int, int]]:
    """How many counters of each zone are open, and how many it has (1 query)."""
    is_open = Q(sessions__closed_at__isnull=True, sessions__status=SessionStatus.OPEN)
    counters = Counter.objects.filter(branch=branch, is_active=True).order_by().values_list("zone")
    counted = counters.annotate(n_open=Count("pk", is_open, distinct=True), n=Count("pk", distinct=True))
    return {zone: (n_open, n) for zone, n_open, n in counted}


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
