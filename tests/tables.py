"""Whether anything was written: every row of every table by its place, which a change moves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection


def rows_written() -> dict[str, tuple[int, int]]:
    """For each table how many rows it has and a sum of their places (1 query)."""
    tables = sorted({model._meta.db_table for model in apps.get_models(include_auto_created=True)})
    one = "SELECT '{0}', count(*), coalesce(sum(hashtext(ctid::text)::bigint), 0)::bigint FROM {0}"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
        return {name: (count, places) for name, count, places in cursor.fetchall()}


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fail with the tables in which the block added, changed or deleted a row."""
    before = rows_written()
    yield
    after = rows_written()
    written = sorted(name for name in after if after[name] != before[name])
    assert not written, f"written to {', '.join(written)}"
