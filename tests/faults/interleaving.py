"""Two transactions side by side, in an order that the test decides instead of leaving it to chance."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from typing import Any, TypeVar

from django.db import connection, transaction

T = TypeVar("T")

LOOK_S = 0.02
ENDS_WITHIN_S = 30.0
# Not pg_stat_activity: inside a transaction that shows whoever was there at the first question.
BLOCKED = "SELECT count(*) FROM pg_locks WHERE NOT granted"


def meet(first: Callable[[], object], second: Callable[[], T]) -> T:
    """Run `second` on another connection while what `first` did is not committed yet; returns what `second` does.

    The commit comes when `second` waits for a lock, so the two did meet. What `second` raises is raised here.
    """
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            first()
            other = pool.submit(connected, second)
            assert runs_into_a_lock(other), "the two did not meet"
        return other.result(ENDS_WITHIN_S)


def runs_into_a_lock(work: Future[Any]) -> bool:
    """Wait until the work waits for somebody's lock (True) or has ended without doing so (False)."""
    while True:
        try:
            work.exception(LOOK_S)
        except NotYet:
            if locks_waited_for():
                return True
        else:
            return False


def locks_waited_for() -> int:
    """How many other connections wait for a lock."""
    with connection.cursor() as cursor:
        cursor.execute(BLOCKED)
        return int(cursor.fetchone()[0])


def connected(work: Callable[[], T]) -> T:
    """Run database work in a thread and leave no connection behind."""
    try:
        return work()
    finally:
        connection.close()
