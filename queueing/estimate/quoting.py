"""The wait estimate: what a customer is told, in seconds.

First version: position × learned service time ÷ able counters, the 90th percentile from the error of its own past
quotes. Callers use `quote`, `waits` and `waits_by_service`; a better estimator keeps these three.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Service
from lobby.branches.prepared import Parameter, PreparedRows
from queueing.enums import AT_COUNTER, CALLABLE, SessionStatus
from queueing.models import CounterSession, Ticket

DEFAULT_ERROR_RATIO = 2.0
AHEAD = PreparedRows(
    lambda: (
        waiting(Parameter("branch"), Parameter("day"))
        .filter(Q(goes_first=True) | Q(queue_at__lte=Parameter("queue_at")))
        .order_by()
        .values_list("service_id")
        .annotate(Count("pk"))
    )
)
DESKS = PreparedRows(
    lambda: (
        CounterSession.objects.filter(branch_id=Parameter("branch"), closed_at__isnull=True, status=SessionStatus.OPEN)
        .annotate(busy=Exists(Ticket.objects.filter(session=OuterRef("pk"), status__in=AT_COUNTER)))
        .values_list("primary_services", "secondary_services", "busy")
    )
)
LEARNED = PreparedRows(
    lambda: (
        Service.objects.filter(branch_id=Parameter("branch"))
        .order_by()
        .values_list("pk", "standard_minutes", "stats__mean_service_s", "stats__error_ratio_p90")
    )
)


@dataclass(frozen=True, slots=True)
class Wait:
    """People ahead, and the seconds that half and nine in ten of such customers wait at most."""

    ahead: int
    p50_s: int
    p90_s: int


@dataclass(frozen=True, slots=True)
class Learned:
    """Mean service seconds of one service and the 90th percentile of actual wait ÷ estimate."""

    mean_s: float
    error_ratio: float


@dataclass(frozen=True, slots=True)
class Desk:
    """An open counter: which services it may serve and whether somebody is there."""

    services: frozenset[int]
    is_busy: bool


@dataclass(frozen=True, slots=True)
class Lobby:
    """What an estimate looks at, the same for every ticket of a branch."""

    desks: list[Desk]
    learned: Mapping[int, Learned]

    def estimate(self, service_id: int, ahead: Mapping[int, int]) -> Wait:
        """Estimate the wait for a service with `ahead[service]` tickets in front, over all services.

        Work in front of somebody is shared by every desk able to do it, so only the share that falls on this
        customer's desks counts. With no able desk open, one is assumed to open.
        """
        able = [desk for desk in self.desks if service_id in desk.services]
        mine = self.learned[service_id]
        competing, work_s = 0, 0.0
        for other, count in ahead.items():
            share = self.share(other, able) if able else float(other == service_id)
            if share > 0:
                competing += count
                work_s += count * share * self.learned[other].mean_s
        # A free desk takes one customer at once; with all busy, one more service time passes before the next turn.
        free, desks = sum(not desk.is_busy for desk in able), max(1, len(able))
        p50 = max(0.0, work_s + (1 - free) * mine.mean_s) / desks
        p90 = max(p50 * mine.error_ratio, p50 + mine.mean_s / desks) if p50 else 0.0
        return Wait(ahead=competing, p50_s=round(p50), p90_s=round(p90))

    def share(self, service_id: int, able: list[Desk]) -> float:
        """Which part of a service's work falls on the given desks."""
        everywhere = sum(service_id in desk.services for desk in self.desks)
        here = sum(service_id in desk.services for desk in able)
        return here / everywhere if everywhere else 0.0


def quote(ticket: Ticket, *, at: dt.datetime) -> Wait:
    """Estimate a ticket that is about to be issued (3 queries)."""
    ahead = AHEAD.all(branch=ticket.branch_id, day=ticket.day, queue_at=ticket.queue_at)
    return look(ticket.branch_id).estimate(ticket.service_id, dict(ahead))


def waits(branch: Branch, *, at: dt.datetime) -> dict[int, Wait]:
    """Estimate every waiting ticket of a branch in calling order (3 queries)."""
    lobby, ahead, found = look(branch.pk), Tally[int](), {}
    rows = waiting(branch.pk, business_date(branch, at)).order_by("-goes_first", "queue_at", "pk")
    for ticket_id, service_id in rows.values_list("pk", "service_id"):
        found[ticket_id] = lobby.estimate(service_id, ahead)
        ahead[service_id] += 1
    return found


def waits_by_service(branch: Branch, *, at: dt.datetime) -> dict[int, Wait]:
    """Estimate what a normal customer joining now would wait, for each active service (3 queries)."""
    lobby = look(branch.pk)
    rows = waiting(branch.pk, business_date(branch, at)).order_by().values_list("service_id")
    ahead = dict(rows.annotate(Count("pk")))
    return {service_id: lobby.estimate(service_id, ahead) for service_id in lobby.learned}


def waiting(branch_id: int | Parameter, day: dt.date | Parameter) -> QuerySet[Ticket]:
    """Tickets that can be called."""
    return Ticket.objects.filter(branch=branch_id, day=day, status__in=CALLABLE)


def look(branch_id: int) -> Lobby:
    """Read a branch's open desks and learned times (2 queries)."""
    desks = [
        Desk(services=frozenset([*primary, *secondary]), is_busy=is_busy)
        for primary, secondary, is_busy in DESKS.all(branch=branch_id)
    ]
    learned = {
        pk: Learned(mean_s=mean or minutes * 60.0, error_ratio=error or DEFAULT_ERROR_RATIO)
        for pk, minutes, mean, error in LEARNED.all(branch=branch_id)
    }
    return Lobby(desks=desks, learned=learned)
