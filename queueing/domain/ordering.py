"""The calling order (`docs/calling-order.md`): who is next for a counter, and why.

One sort key: returned and fallen-back tickets first, then `queue_at`, the virtual arrival. A counter sees the services
of its primary skills at once and those of its secondary skills after a set wait, in a peak at once too; a customer who
needs a language waits as long for a counter that speaks it, if one is open. The oldest normal ticket is never passed
more than `max_passes` times in a row.
"""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from django.db import connection

from lobby.branches.models import BranchPolicy
from lobby.branches.prepared import PreparedSQL
from queueing.enums import PriorityClass
from queueing.models import CounterSession, Ticket

# While a peak plan is in force secondary skills serve at once (S143).
IN_PEAK = """EXISTS (
               SELECT FROM queueing_peakrun r
               WHERE r.branch_id = %(branch)s AND r.ended_at IS NULL AND r.status IN ('active', 'recovering'))"""
ABLE = f"""
    FROM queueing_ticket t
    WHERE t.branch_id = %(branch)s AND t.day = %(day)s AND t.status IN ('waiting', 'returned')
      AND (t.only_counter_id IS NULL OR t.only_counter_id = %(counter)s)
      AND (t.only_staff_id IS NULL OR t.only_staff_id = %(staff)s)
      AND (t.service_id = ANY(%(primary)s)
           OR (t.service_id = ANY(%(secondary)s) AND (t.waits_since <= %(patient)s OR {IN_PEAK})))
      AND (t.language = ANY(%(languages)s) OR t.waits_since <= %(patient)s OR NOT EXISTS (
           SELECT 1 FROM queueing_countersession s
           WHERE s.branch_id = t.branch_id AND s.status = 'open' AND t.language = ANY(s.languages)
             AND t.service_id = ANY(s.primary_services || s.secondary_services)))
"""  # noqa: S608 - put together from constants
# Two index scans that stop at their first row: the head of the order, and the oldest normal ticket.
PICK = PreparedSQL(f"""
    (SELECT 0 AS turn, t.id, t.priority, t.goes_first, t.passes {ABLE}
     ORDER BY t.goes_first DESC, t.queue_at, t.id LIMIT 1)
    UNION ALL
    (SELECT 1, t.id, t.priority, t.goes_first, t.passes {ABLE} AND NOT t.goes_first AND t.priority = 'normal'
     ORDER BY t.goes_first DESC, t.queue_at, t.id LIMIT 1)
    ORDER BY turn
""")
QUEUE = f"""
    SELECT t.number, count(*) OVER () {ABLE}
    ORDER BY t.goes_first DESC, t.queue_at, t.id LIMIT %(first)s
"""


class InOrder(Protocol):
    """What the order asks of a waiting ticket, whether a row of the table or read for an estimate."""

    @property
    def pk(self) -> int: ...
    @property
    def priority(self) -> str: ...
    @property
    def goes_first(self) -> bool: ...
    @property
    def passes(self) -> int: ...
    @property
    def only_counter_id(self) -> int | None: ...
    @property
    def only_staff_id(self) -> int | None: ...


T = TypeVar("T", bound=InOrder)


@dataclass(frozen=True, slots=True)
class Placed(Generic[T]):
    """A ticket at its place; `jumps` when the pass rule put it there, after so many `passes`."""

    ticket: T
    jumps: bool
    passes: int


@dataclass(frozen=True, slots=True)
class Candidate:
    """A ticket at the head of the order."""

    id: int
    priority: str
    goes_first: bool
    passes: int


@dataclass(frozen=True, slots=True)
class Pick:
    """The ticket to call and, when that passes the oldest normal one, the ticket that was passed."""

    ticket_id: int
    passed_id: int | None = None


def pick(session: CounterSession, policy: BranchPolicy, *, at: dt.datetime) -> Pick | None:
    """Who this counter calls next, None when nobody it may serve waits (1 query).

    The caller holds the branch's call lock, so that passes are counted one call after another.
    """
    found = [Candidate(*row) for _, *row in PICK.run(able_values(session, policy, at))]
    return choose(found, policy.max_passes) if found else None


def able_values(session: CounterSession, policy: BranchPolicy, at: dt.datetime) -> dict[str, Any]:
    """The parameters of ABLE."""
    return {
        "branch": session.branch_id,
        "day": session.day,
        "counter": session.counter_id,
        "staff": session.staff_id,
        "primary": session.primary_services,
        "secondary": session.secondary_services,
        "languages": session.languages,
        "patient": at - dt.timedelta(seconds=policy.secondary_after_s),
    }


def queue_of(
    session: CounterSession, policy: BranchPolicy, *, at: dt.datetime, first: int = 5
) -> tuple[int, list[str]]:
    """How many tickets this counter may call now, and the numbers of the first ones by the sort key (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute(QUEUE, {**able_values(session, policy, at), "first": first})
        rows = cursor.fetchall()
    return (rows[0][1] if rows else 0), [number for number, _ in rows]


def choose(found: list[Candidate], max_passes: int) -> Pick:
    """Decide between the head of the order and the oldest normal ticket (last in the list when there is one)."""
    head, oldest = found[0], found[-1]
    is_pass = head.id != oldest.id and passes(head.priority, goes_first=head.goes_first)
    if not is_pass:
        return Pick(head.id)
    if oldest.passes >= max_passes:
        return Pick(oldest.id)
    return Pick(head.id, passed_id=oldest.id)


def passes(priority: str, *, goes_first: bool) -> bool:
    """Whether calling such a ticket counts as a pass of the oldest normal one; returned and fallen-back do not."""
    return not goes_first and priority != PriorityClass.NORMAL


def oldest_normal_id(ticket: Ticket, session: CounterSession, policy: BranchPolicy, *, at: dt.datetime) -> int | None:
    """The oldest normal ticket that a call of `ticket` out of order passes, if it counts as a pass (0–1 query)."""
    if not passes(ticket.priority, goes_first=ticket.goes_first):
        return None
    rows = (
        Ticket.objects.filter(
            branch=session.branch_id,
            day=session.day,
            status="waiting",
            goes_first=False,
            priority=PriorityClass.NORMAL,
            service__in=session.primary_services,
        )
        .order_by("queue_at", "pk")
        .values_list("pk", flat=True)
    )
    return rows.first()


def arranged(tickets: Iterable[T], max_passes: int) -> list[Placed[T]]:
    """Play the choice of a counter with all skills forward over tickets that are sorted by virtual arrival."""
    tickets = list(tickets)
    queue = deque(tickets)
    normal = deque(ticket for ticket in tickets if can_be_passed(ticket))
    passed: dict[int, int] = {ticket.pk: ticket.passes for ticket in normal}
    placed: set[int] = set()
    order: list[Placed[T]] = []
    while queue:
        head, oldest = queue[0], normal[0] if normal else None
        is_pass = oldest is not None and head is not oldest and passes(head.priority, goes_first=head.goes_first)
        jumps = is_pass and oldest is not None and passed[oldest.pk] >= max_passes
        chosen = oldest if jumps and oldest is not None else head
        if is_pass and not jumps and oldest is not None:
            passed[oldest.pk] += 1
        order.append(Placed(chosen, jumps, passed.get(chosen.pk, 0)))
        placed.add(chosen.pk)
        drop_placed(queue, placed)
        drop_placed(normal, placed)
    return order


def drop_placed(tickets: deque[T], placed: set[int]) -> None:
    """Take from the front who has a place already."""
    while tickets and tickets[0].pk in placed:
        tickets.popleft()


def can_be_passed(ticket: InOrder) -> bool:
    """Whether the pass rule protects the ticket: normal, not first anyway, and anybody may call it."""
    is_reserved = ticket.only_counter_id is not None or ticket.only_staff_id is not None
    return ticket.priority == PriorityClass.NORMAL and not ticket.goes_first and not is_reserved
