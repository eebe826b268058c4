"""The one sweep over everything that is due, in all branches."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import structlog
from django.db import InterfaceError, OperationalError, connection
from django.db.models import QuerySet

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


@dataclass(frozen=True, slots=True)
class Run:
    """Due rows that follow one another and are handled together; one row where its kind is handled by itself."""

    ids: list[int]
    together: deadlines.Together | None = None


def sweep_deadlines(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Handle everything due at `at`, `limit` rows at a time; returns how often something rang.

    Safe to run twice or side by side: each row is locked, looked at again and committed, by itself or together with
    those that its kind is handled with.
    """
    total = 0
    while rung := sum(ring_run(run, at=at) for run in runs(due_rows(at, limit))):
        total += rung
    return total


def due_rows(at: dt.datetime, limit: int) -> list[tuple[int, str]]:
    """Ids and kinds of due rows, longest due first (1 query on a partial index)."""
    due = Deadline.objects.filter(due_at__lte=at, done_at__isnull=True, parked_at__isnull=True)
    return list(due.order_by("due_at", "pk").values_list("pk", "kind")[:limit])


def runs(rows: Iterable[tuple[int, str]]) -> Iterator[Run]:
    """The rows in their order, neighbours that are handled together as one."""
    for together, some in itertools.groupby(rows, lambda row: deadlines.together_of(row[1])):
        ids = [pk for pk, _kind in some]
        if together is None:
            yield from (Run([pk]) for pk in ids)
        else:
            yield Run(ids, together)


def ring_run(run: Run, *, at: dt.datetime) -> int:
    """Handle a run; returns how many rows were. When they cannot be handled together, each is by itself."""
    if run.together is not None and len(run.ids) > 1:
        try:
            return handle_together(run.ids, run.together, at=at)
        except Exception:
            log.warning("deadlines_rung_one_by_one", count=len(run.ids), exc_info=True)
    return sum(ring(pk, at=at) for pk in run.ids)


def handle_together(ids: list[int], together: deadlines.Together, *, at: dt.datetime) -> int:
    """Lock the rows, call their handlers in order and write down when each rings next, in one transaction."""
    with journal.unit(by=SYSTEM, at=at):
        be_impatient()
        rows = still_due(at).filter(pk__in=ids).order_by("due_at", "pk")
        with together(list(rows), at) as ready:
            for deadline in ready:
                set_next(deadline, deadlines.handler_of(deadline.kind)(deadline, at), at=at)
        if ready:
            deadlines.save_rung(ready)
    return len(ready)


def still_due(at: dt.datetime) -> QuerySet[Deadline]:
    """Rows that are due and that nobody else has, locked."""
    rows = Deadline.objects.select_for_update(no_key=True, skip_locked=True)
    return rows.filter(due_at__lte=at, done_at__isnull=True, parked_at__isnull=True)


def set_next(deadline: Deadline, next_at: dt.datetime | None, *, at: dt.datetime) -> None:
    """Note when a row rings next, or that it is over. Raises ValueError for a moment that is not ahead."""
    if next_at is None:
        deadline.done_at = at
    elif next_at <= at:
        raise ValueError(f"{deadline.kind} wants to ring again at once")
    else:
        deadline.due_at = next_at


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
        deadline = still_due(at).filter(pk=deadline_id).first()
        if deadline is None:
            return False
        set_next(deadline, deadlines.handler_of(deadline.kind)(deadline, at), at=at)
        deadline.save(update_fields=deadlines.RUNG)
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
        deadline = (
            Deadline.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=deadline_id)
        )
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
