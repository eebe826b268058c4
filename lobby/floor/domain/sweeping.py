"""The one sweep over everything that is due, in all branches."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection

from lobby.branches.actors import SYSTEM
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.models import Deadline
from lobby.live import journal

log = structlog.get_logger(__name__)

BATCH = 500
# Verbs lock a subject and then stop its clock; the sweep comes the other way round. It gives up long before PostgreSQL
# looks for a deadlock (1 s), and the row is still due for the next sweep.
PATIENCE = "200ms"
LOCK_NOT_AVAILABLE = "55P03"


def sweep_deadlines(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Handle everything due at `at`, `limit` rows at a time; returns how often something rang.

    Safe to run twice or side by side: each row is locked, looked at again and committed by itself.
    """
    total = 0
    while rung := sum(ring(deadline_id, at=at) for deadline_id in due_ids(at, limit)):
        total += rung
    return total


def due_ids(at: dt.datetime, limit: int) -> list[int]:
    """The ids of due rows, longest due first (1 query on a partial index)."""
    due = Deadline.objects.filter(due_at__lte=at, done_at__isnull=True, parked_at__isnull=True)
    return list(due.order_by("due_at", "pk").values_list("pk", flat=True)[:limit])


def ring(deadline_id: int, *, at: dt.datetime) -> bool:
    """Handle one row in its own transaction; False when somebody else has it. A row that fails is parked."""
    try:
        return handle(deadline_id, at=at)
    except (OperationalError, InterfaceError) as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        return False
    except Exception:
        log.exception("deadline_failed", deadline=deadline_id)
        park(deadline_id, at=at)
        return True


def handle(deadline_id: int, *, at: dt.datetime) -> bool:
    """Lock the row, call its handler and write down when it rings next."""
    with journal.unit(by=SYSTEM, at=at):
        be_impatient()
        rows = Deadline.objects.select_for_update(skip_locked=True)
        deadline = rows.filter(pk=deadline_id, due_at__lte=at, done_at__isnull=True, parked_at__isnull=True).first()
        if deadline is None:
            return False
        next_at = deadlines.handler_of(deadline.kind)(deadline, at)
        if next_at is None:
            deadline.done_at = at
        elif next_at <= at:
            raise ValueError(f"{deadline.kind} wants to ring again at once")
        else:
            deadline.due_at = next_at
        deadline.save(update_fields=["due_at", "warned_at", "escalated_at", "done_at"])
    return True


def be_impatient() -> None:
    """Wait for other people's locks a moment only, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")


def apart(row: Callable[[], bool], *, failed: str, **about: Any) -> bool:
    """Do what is due for one row of a sweep; False when somebody else has its lock, or when it failed.

    A row that fails is logged as `failed` and stops no other; an outage is not the row's fault and stops the sweep.
    """
    try:
        return row()
    except (OperationalError, InterfaceError) as error:
        if getattr(error.__cause__, "pgcode", None) != LOCK_NOT_AVAILABLE:
            raise
        return False
    except Exception:
        log.exception(failed, **about)
        return False


def park(deadline_id: int, *, at: dt.datetime) -> None:
    """Set a row aside that cannot be handled, and tell people about it."""
    with journal.unit(by=SYSTEM, at=at):
        deadline = Deadline.objects.select_for_update(of=("self",)).select_related("branch").get(pk=deadline_id)
        deadline.parked_at = at
        deadline.save(update_fields=["parked_at"])
        subject = f"{deadline.subject_type} {deadline.subject_id}"
        raise_alert(
            deadline.branch,
            kinds.PARKED,
            by=SYSTEM,
            at=at,
            subject=("deadline", deadline.pk),
            values={"kind": deadline.kind, "subject": subject},
        )
