"""Counting the SQL statements of a verb; BEGIN, COMMIT and savepoints are the transaction itself, not statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

CONTROL = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def statements_at_most(limit: int) -> Iterator[None]:
    """Fail with the list when the block runs more statements than the limit."""
    with CaptureQueriesContext(connection) as captured:
        yield
    ran = [query["sql"] for query in captured.captured_queries if not query["sql"].startswith(CONTROL)]
    assert len(ran) <= limit, f"{len(ran)} statements, {limit} allowed:\n" + "\n".join(ran)
