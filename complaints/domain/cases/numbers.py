"""Numbers of complaints: in order within a branch's business day, never twice."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from lobby.branches.models import Branch

# One statement makes the row, counts up and locks the series until commit, across processes and restarts.
TAKE = """
    INSERT INTO complaints_complaintseries AS series (branch_id, day, last)
    VALUES (%s, %s, 1)
    ON CONFLICT (branch_id, day) DO UPDATE SET last = series.last + 1
    RETURNING last
"""


def take_number(branch: Branch, day: dt.date) -> str:
    """The branch's next number of the day, such as `0001-260310-003` (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [branch.pk, day])
        last: int = cursor.fetchone()[0]
    return f"{branch.code}-{day:%y%m%d}-{last:03d}"
