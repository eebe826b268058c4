"""Whether anything was written, as PostgreSQL counts it for each table within a transaction."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

_WRITTEN = """
SELECT relname, pg_stat_get_xact_tuples_inserted(oid), pg_stat_get_xact_tuples_updated(oid),
       pg_stat_get_xact_tuples_deleted(oid)
FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
"""


def rows_written() -> set[tuple[str, int, int, int]]:
    """For each table how many rows the open transaction has added, changed and deleted so far (1 query)."""
    assert connection.in_atomic_block
    with connection.cursor() as cursor:
        cursor.execute(_WRITTEN)
        return set(cursor.fetchall())


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail with the tables in which the block added, changed or deleted a row, even if it was undone."""
    before = rows_written()
    yield
    written = sorted({name for name, *_ in rows_written() - before})
    assert not written, f"written to {', '.join(written)}"
