"""Customers who are expected because they booked: whoever keeps bookings says how many there are."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from lobby.branches.models import Branch

# How many are booked, by service id and the half hour they fall into, of a branch between two moments.
Source = Callable[[Branch, dt.datetime, dt.datetime], Mapping[tuple[int, dt.datetime], int]]
Booked = Counter[tuple[int, dt.datetime]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source of bookings; called when Django starts."""
    if source not in _sources:
        _sources.append(source)


def forget(source: Source) -> None:
    """Take a source away again."""
    _sources.remove(source)


def booked(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> Booked:
    """Bookings still expected in [since, until), from all sources together (1 query for each)."""
    found: Booked = Counter()
    for source in _sources:
        found.update(source(branch, since, until))
    return found
