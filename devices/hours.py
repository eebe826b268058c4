"""Time that counts at a machine: while the branch is open, nobody misses it otherwise."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from lobby.branches.calendar import DAYS_AHEAD, business_date, openings
from lobby.branches.models import Branch

DAY = dt.timedelta(days=1)
Spans = Sequence[tuple[dt.datetime, dt.datetime]]


def spans_of(branch: Branch, first: dt.date, days: int) -> list[tuple[dt.datetime, dt.datetime]]:
    """When the branch is open on so many business days, in order (2 queries)."""
    found = openings(branch, first, days).values()
    return sorted((one.opens_at, one.closes_at) for one in found if one.opens_at and one.closes_at)


def spans_between(branch: Branch, first: dt.datetime, last: dt.datetime) -> list[tuple[dt.datetime, dt.datetime]]:
    """When the branch is open from the business day before a moment to the one of another (2 queries)."""
    begins = business_date(branch, first) - DAY
    return spans_of(branch, begins, (business_date(branch, last) - begins).days + 1)


def open_until(branch: Branch, at: dt.datetime, seconds: int, *, spans: Spans | None = None) -> dt.datetime:
    """The moment by which the branch has been open for so many seconds from `at` on (2 queries, none with `spans`).

    A branch that stays closed for two months has no hours: then the plain time counts.
    """
    left = dt.timedelta(seconds=max(1, seconds))
    # The day before reaches into today where a branch is open past the day's start.
    if spans is None:
        spans = spans_of(branch, business_date(branch, at) - DAY, DAYS_AHEAD)
    for opens_at, closes_at in spans:
        start = max(opens_at, at)
        if start >= closes_at:
            continue
        if start + left <= closes_at:
            return start + left
        left -= closes_at - start
    return at + dt.timedelta(seconds=max(1, seconds))


def open_seconds(branch: Branch, first: dt.datetime, last: dt.datetime) -> int:
    """How long the branch was open between two moments, in seconds (2 queries)."""
    if last <= first:
        return 0
    return round(
        sum(
            max(dt.timedelta(0), min(closes_at, last) - max(opens_at, first)).total_seconds()
            for opens_at, closes_at in spans_between(branch, first, last)
        )
    )
