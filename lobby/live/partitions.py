"""Monthly partitions of the journal: made three months ahead, with a default that catches everything else."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AHEAD = 3

Month = tuple[int, int]


def extend(*, at: dt.datetime, ahead: int = AHEAD) -> list[str]:
    """Make the missing partitions from last month to `ahead` months on; returns the names made."""
    missing = [month for month in months(at, ahead) if name_of(month) not in existing()]
    with connection.cursor() as cursor:
        for month in missing:
            cursor.execute(create_sql(month))
    return [name_of(month) for month in missing]


def months_ahead(*, at: dt.datetime) -> int:
    """How many whole months after this one already have their partition, without a gap; 0 is an alarm."""
    there = existing()
    count = 0
    while count < AHEAD and name_of(shift((at.year, at.month), count + 1)) in there:
        count += 1
    return count


def existing() -> set[str]:
    """Names of the partitions in the database (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'live_entry'::regclass")
        return {row[0] for row in cursor.fetchall()}


def months(at: dt.datetime, ahead: int) -> list[Month]:
    """Last month (for entries dated just before its end), this month and the ones ahead."""
    return [shift((at.year, at.month), step) for step in range(-1, ahead + 1)]


def shift(month: Month, step: int) -> Month:
    """The month `step` months later."""
    index = month[0] * 12 + month[1] - 1 + step
    return index // 12, index % 12 + 1


def name_of(month: Month) -> str:
    """Table name of a month's partition."""
    return f"live_entry_{month[0]:04}_{month[1]:02}"


def create_sql(month: Month) -> str:
    """DDL of one partition; months are borders in UTC."""
    start, end = (f"{year:04}-{number:02}-01 00:00+00" for year, number in (month, shift(month, 1)))
    return (
        f"CREATE TABLE IF NOT EXISTS {name_of(month)} PARTITION OF live_entry FOR VALUES FROM ('{start}') TO ('{end}')"
    )


def create_first(schema_editor: BaseDatabaseSchemaEditor, at: dt.datetime) -> None:
    """Make the first partitions from inside a migration."""
    for month in months(at, AHEAD):
        schema_editor.execute(create_sql(month))
