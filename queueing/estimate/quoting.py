"""The wait estimate: what a customer is told, in seconds.

One computation answers everybody in a branch: whoever waits, and whoever would join now. Screens ask for it many times
after each change, so an unchanged branch is answered from memory for a moment.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from django.db.models import QuerySet

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from queueing.enums import CALLABLE
from queueing.estimate.hall import NEWCOMER, Hall, Need
from queueing.estimate.reading import Waiting, fetch, read, reading_of
from queueing.estimate.trained import estimator_of
from queueing.models import Ticket
from queueing.selectors.roster import planned_closings

SHARED_FOR = dt.timedelta(seconds=2)
SHARED_BRANCHES = 256


@dataclass(frozen=True, slots=True)
class Wait:
    """People ahead, and the seconds that half and nine in ten of such customers wait at most.

    With `needs_opening` no counter that could serve them is open, and the seconds count from the moment one opens.
    """

    ahead: int
    p50_s: int
    p90_s: int
    needs_opening: bool = False


@dataclass(frozen=True, slots=True)
class Board:
    """The waits of a branch: of everybody in line by ticket, of somebody joining now by active service.

    Who needs what no counter in use offers has none.
    """

    tickets: Mapping[int, Wait]
    services: Mapping[int, Wait]


def quote(ticket: Ticket, *, at: dt.datetime) -> Wait | None:
    """Estimate a ticket that is about to be issued; None where no counter offers its service (2 queries).

    One query more, once in a process, when a newly trained model has come into force.
    """
    closings = planned_closings(ticket.branch, at)
    hall = Hall(read(ticket.branch_id, ticket.day), ticket.branch, at=at, closings=closings)
    joining = joining_row(ticket)
    order = hall.order(joining)
    place = order.index(joining)
    return estimated(hall, [row for row in order if row is not joining], [(joining, place)])[0]


def waits(branch: Branch, *, at: dt.datetime) -> Mapping[int, Wait]:
    """Estimate every waiting ticket of a branch, in calling order (2 queries)."""
    return board(branch, at=at).tickets


def waits_by_service(branch: Branch, *, at: dt.datetime) -> Mapping[int, Wait]:
    """Estimate what a normal customer joining now would wait, for each active service (2 queries)."""
    return board(branch, at=at).services


def waiting(branch_id: int, day: dt.date) -> QuerySet[Ticket]:
    """Tickets that can be called."""
    return Ticket.objects.filter(branch=branch_id, day=day, status__in=CALLABLE)


_boards: OrderedDict[int, tuple[object, dt.datetime, Board]] = OrderedDict()
_lock = threading.Lock()


def board(branch: Branch, *, at: dt.datetime) -> Board:
    """All waits of a branch (2 queries). It is fetched each time, computed anew when something changed or time passed."""
    seen = raw, closings = fetch(branch.pk, business_date(branch, at)), planned_closings(branch, at)
    with _lock:
        found = _boards.get(branch.pk)
    if found is not None and found[0] == seen and abs(at - found[1]) < SHARED_FOR:
        return found[2]
    made = computed(Hall(reading_of(raw), branch, at=at, closings=closings))
    with _lock:
        _boards[branch.pk] = (seen, at, made)
        _boards.move_to_end(branch.pk)
        while len(_boards) > SHARED_BRANCHES:
            _boards.popitem(last=False)
    return made


def computed(hall: Hall) -> Board:
    """Estimate everybody together."""
    queue = hall.order()
    newcomers = [hall.newcomer(pk) for pk, offer in hall.reading.services.items() if offer.is_active]
    place = next((n for n, row in enumerate(hall.order(*newcomers[:1])) if row.pk == NEWCOMER), 0)
    found = estimated(hall, queue, [(row, n) for n, row in enumerate(queue)] + [(row, place) for row in newcomers])
    tickets = {row.pk: wait for row, wait in zip(queue, found, strict=False) if wait is not None}
    services = {row.service: wait for row, wait in zip(newcomers, found[len(queue) :], strict=True) if wait is not None}
    return Board(tickets, services)


def estimated(hall: Hall, queue: Sequence[Waiting], asking: Sequence[tuple[Waiting, int]]) -> list[Wait | None]:
    """Estimate everybody who asks, each from a place of the queue; None for who needs what no counter offers."""
    needs = [hall.need_of(row) for row in queue]
    asked = [hall.need_of(row) for row, _place in asking]
    estimator = estimator_of(hall.branch_id, hall.reading.version)
    estimates = estimator.estimate(
        hall.snapshot(queue, [*needs, *asked]), [hall.asker(row, place) for row, place in asking]
    )
    ahead = {need: competing(hall, need, needs) for need in set(asked)}
    found: list[Wait | None] = []
    for need, (row, place), told in zip(asked, asking, estimates, strict=True):
        p50_s = max(told.p50_s, hall.least_s(row))
        wait = Wait(ahead[need][place], round(p50_s), round(max(p50_s, told.p90_s)), not hall.able(need))
        found.append(wait if hall.reading.services[need.service].has_counter else None)
    return found


def competing(hall: Hall, need: Need, queue: Sequence[Need]) -> list[int]:
    """At every place of the queue, how many in front of it may be called by a counter that could call this one."""
    rivals = {other: hall.compete(need, other) for other in set(queue)}
    return list(accumulate((rivals[other] for other in queue), initial=0))


def joining_row(ticket: Ticket) -> Waiting:
    """A ticket that has no row yet as if it had just been read."""
    return Waiting(
        NEWCOMER,
        ticket.service_id,
        ticket.priority,
        ticket.goes_first,
        ticket.queue_at.timestamp(),
        ticket.waits_since.timestamp(),
        ticket.passes,
        ticket.only_counter_id,
        ticket.only_staff_id,
        ticket.language,
    )
