"""Setting and stopping deadlines, and the registry of what they do when they ring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from django.db import connection

from lobby.branches.models import BranchPolicy
from lobby.floor.models import Deadline

# Does what is due and returns the later moment at which to ring again, None when it is over or not needed any more.
# It runs in a unit of work by SYSTEM with the deadline's row locked.
Handler = Callable[[Deadline, dt.datetime], dt.datetime | None]
# Reads for several rows at once what their handlers need, and writes at the end what they left to it; yields the rows
# that are to be handled now.
Together = Callable[[Sequence[Deadline], dt.datetime], AbstractContextManager[list[Deadline]]]

# One running clock for a subject and kind; a parked one runs again.
SET = """
    INSERT INTO floor_deadline (branch_id, subject_type, subject_id, kind, due_at, policy_id)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (subject_type, subject_id, kind) WHERE done_at IS NULL
    DO UPDATE SET due_at = excluded.due_at, parked_at = NULL
"""

RUNG = ("due_at", "warned_at", "escalated_at", "done_at")
SAVE = """
    UPDATE floor_deadline AS d
    SET due_at = r.due_at, warned_at = r.warned_at, escalated_at = r.escalated_at, done_at = r.done_at
    FROM unnest(%s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[])
        AS r (id, due_at, warned_at, escalated_at, done_at)
    WHERE d.id = r.id
"""

_handlers: dict[str, Handler] = {}
_together: dict[str, Together] = {}


def register(kind: str, handler: Handler, *, together: Together | None = None) -> None:
    """Add a kind of deadline; called from `AppConfig.ready()`. Raises ValueError for a name that is taken.

    Rows that follow one another in the sweep and have the same `together` are handled in one transaction.
    """
    if together is not None:
        _together[kind] = together
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"two deadlines are named {kind}")


def handler_of(kind: str) -> Handler:
    """What a kind does when it is due. Raises KeyError."""
    return _handlers[kind]


def together_of(kind: str) -> Together | None:
    """What handles rows of a kind together, None for one that is handled row by row."""
    return _together.get(kind)


def registered() -> dict[str, Handler]:
    """Every kind and what it does."""
    return _handlers


def set_deadline(
    kind: str, *, branch_id: int, subject: tuple[str, int], due_at: dt.datetime, policy: BranchPolicy | None = None
) -> None:
    """Start the clock of a subject, or set the running one anew (1 statement). Call it inside a unit of work."""
    with connection.cursor() as cursor:
        cursor.execute(SET, [branch_id, *subject, kind, due_at, policy.pk if policy else None])


def save_rung(rows: Sequence[Deadline]) -> None:
    """Write down when rows ring next, and what their handlers noted (1 statement for all)."""
    columns = [[getattr(row, name) for row in rows] for name in ("pk", *RUNG)]
    with connection.cursor() as cursor:
        cursor.execute(SAVE, columns)


def stop(*, subject: tuple[str, int], at: dt.datetime, kind: str | None = None) -> int:
    """Stop the running clocks of a subject, or one of them (1 statement); returns how many ran."""
    running = Deadline.objects.filter(subject_type=subject[0], subject_id=subject[1], done_at__isnull=True)
    return (running.filter(kind=kind) if kind else running).update(done_at=at)
