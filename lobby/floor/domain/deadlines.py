"""Setting and stopping deadlines, and the registry of what they do when they ring."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from django.db import connection

from lobby.branches.models import BranchPolicy
from lobby.floor.models import Deadline

# Does what is due and returns the later moment at which to ring again, None when it is over or not needed any more.
# It runs in a unit of work by SYSTEM with the deadline's row locked.
Handler = Callable[[Deadline, dt.datetime], dt.datetime | None]

# One running clock for a subject and kind; a parked one runs again.
SET = """
    INSERT INTO floor_deadline (branch_id, subject_type, subject_id, kind, due_at, policy_id)
    VALUES (%s, %s, %s, %s, %s, %s)
    ON CONFLICT (subject_type, subject_id, kind) WHERE done_at IS NULL
    DO UPDATE SET due_at = excluded.due_at, parked_at = NULL
"""

_handlers: dict[str, Handler] = {}


def register(kind: str, handler: Handler) -> None:
    """Add a kind of deadline; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _handlers.setdefault(kind, handler) is not handler:
        raise ValueError(f"two deadlines are named {kind}")


def handler_of(kind: str) -> Handler:
    """What a kind does when it is due. Raises KeyError."""
    return _handlers[kind]


def registered() -> dict[str, Handler]:
    """Every kind and what it does."""
    return _handlers


def set_deadline(
    kind: str, *, branch_id: int, subject: tuple[str, int], due_at: dt.datetime, policy: BranchPolicy | None = None
) -> None:
    """Start the clock of a subject, or set the running one anew (1 statement). Call it inside a unit of work."""
    with connection.cursor() as cursor:
        cursor.execute(SET, [branch_id, *subject, kind, due_at, policy.pk if policy else None])


def stop(*, subject: tuple[str, int], at: dt.datetime, kind: str | None = None) -> int:
    """Stop the running clocks of a subject, or one of them (1 statement); returns how many ran."""
    running = Deadline.objects.filter(subject_type=subject[0], subject_id=subject[1], done_at__isnull=True)
    return (running.filter(kind=kind) if kind else running).update(done_at=at)
