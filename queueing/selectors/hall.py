"""The hall as a map: zones with who waits and is served there, counters and machines."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, F, Min, Q

from devices.enums import LEVELS, DeviceStatus
from devices.enums.looks import TROUBLE, WORST_MARKS
from devices.selectors import Machine, machines
from devices.selectors.fleet import Cluster, by_zone
from lobby.branches.calendar import business_date
from lobby.branches.enums import ZoneKind
from lobby.branches.models import Branch, Counter, Zone
from lobby.branches.policies import policy_of
from queueing.enums import AT_COUNTER, CALLABLE, SessionStatus, TicketStatus
from queueing.enums.triage import Offer
from queueing.models import Ticket
from queueing.selectors.floor import today
from queueing.selectors.lines import Line, issuing_of, lines
from queueing.triage.machines import free_in_s, sent_to

# What a busy machine is taken to need for a customer of whom nothing is known.
USUAL_S = 5 * 60
# So many machines have a row on the tablet; all of them are on the fleet page.
MACHINES_SHOWN = 20


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
    cluster: Cluster | None = None

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


def zones(branch: Branch, *, at: dt.datetime) -> list[ZoneNow]:
    """The hall as a map; everybody who waits fills the waiting area (16 queries at most, for any number of devices)."""
    policy = policy_of(branch, business_date(branch, at))
    served = lines(branch, issuing_of(branch, at=at).day, at=at)
    waiting = today(branch, at).filter(status__in=CALLABLE).order_by().values_list("service__zone")
    queues = {zone: (n, since) for zone, n, since in waiting.annotate(n=Count("pk"), since=Min("waits_since"))}
    desks, serving = counters_by_zone(branch), serving_by_zone(branch, at=at)
    stations, clusters = stations_by_zone(branch, at=at), by_zone(branch)
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
                target_s=policy.wait_target_s(slowest.service.complexity) if slowest else policy.wait_complex_target_s,
                long_wait_s=policy.long_wait_s,
                counters=desks.get(zone.pk, (0, 0)),
                at=at,
                free_s=free_first(beside),
                serving=serving.get(zone.pk, 0) + sum(station.people for station in beside),
                cluster=clusters.get(zone.pk),
            )
        )
    return found


def slowness(line: Line) -> tuple[bool, bool, int]:
    """What makes a service speak for its zone: an estimate before one that needs an opening, before none at all."""
    wait = line.wait
    return wait is not None and not wait.needs_opening, wait is not None, wait.p50_s if wait else 0


def waiting_by_zone(branch: Branch, at: dt.datetime) -> dict[int, int]:
    """How many people wait for the services of each zone (1 query)."""
    waiting = today(branch, at).filter(status__in=CALLABLE, service__zone__isnull=False)
    return dict(waiting.values_list("service__zone").annotate(people=Count("pk")))


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


def serving_by_zone(branch: Branch, *, at: dt.datetime) -> dict[int, int]:
    """How many customers are at the counters of each zone (1 query)."""
    there = today(branch, at).filter(status__in=AT_COUNTER).order_by().values_list("counter__zone")
    return dict(there.annotate(n=Count("pk")))


@dataclass(frozen=True, slots=True)
class AtMachines:
    """Machines with the tickets sent there, as many as are drawn, and how many others are in which state."""

    rows: list[tuple[Machine, list[Ticket]]]
    rest: list[tuple[DeviceStatus, str, int]]

    @property
    def more(self) -> int:
        """How many have no row."""
        return sum(count for *_, count in self.rest)


def at_machines(branch: Branch, *, at: dt.datetime) -> AtMachines:
    """Machines with the tickets sent there that have not come back, in order of their codes (2 queries).

    Of more than fit, those that need a hand have the rows, then those with somebody at them; the others are counted.
    """
    there = today(branch, at).filter(status=TicketStatus.DIVERTED, decisions__offer=Offer.ACCEPTED)
    there = there.select_related("service").annotate(device=F("decisions__device"), since=F("decisions__at"))
    by_device: dict[int, list[Ticket]] = defaultdict(list)
    for ticket in there.order_by("decisions__at", "pk"):
        by_device[ticket.device].append(ticket)
    found = [(machine, by_device.get(machine.device.pk, [])) for machine in machines(branch)]
    if len(found) > MACHINES_SHOWN:
        found.sort(key=lambda row: (row[0].level not in TROUBLE, not row[1]))
    counts = Tally(machine.status for machine, _ in found[MACHINES_SHOWN:])
    rest = sorted(counts.items(), key=lambda one: WORST_MARKS.index(LEVELS[one[0]]))
    return AtMachines(found[:MACHINES_SHOWN], [(status, LEVELS[status], count) for status, count in rest])


def counters_by_zone(branch: Branch) -> dict[int, tuple[int, int]]:
    """How many counters of each zone are open, and how many it has (1 query)."""
    is_open = Q(sessions__closed_at__isnull=True, sessions__status=SessionStatus.OPEN)
    counters = Counter.objects.filter(branch=branch, is_active=True).order_by().values_list("zone")
    counted = counters.annotate(n_open=Count("pk", is_open, distinct=True), n=Count("pk", distinct=True))
    return {zone: (n_open, n) for zone, n_open, n in counted}
