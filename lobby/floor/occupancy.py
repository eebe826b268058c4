"""How many people are in each zone: a registry of those who count them, and what staff counted by hand."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Mapping

from lobby.branches.models import Branch
from lobby.floor.models import ZoneCount

# A count by hand says little about the hall an hour later.
COUNT_HOLDS = dt.timedelta(minutes=30)

# People of a branch who wait, by zone; the apps above know them.
Occupancy = Callable[[Branch, dt.datetime], Mapping[int, int]]
_sources: list[Occupancy] = []


def register(source: Occupancy) -> None:
    """Add people who wait: `source(branch, at)` counts them by zone; called from `AppConfig.ready()`."""
    if source not in _sources:
        _sources.append(source)


def occupancy(branch: Branch, *, at: dt.datetime) -> Counter[int]:
    """People by zone: who holds a number, and who was counted by staff within the half hour (1 query and the sources')."""
    people: Counter[int] = Counter()
    for source in _sources:
        people.update(source(branch, at))
    counted = ZoneCount.objects.filter(zone__branch=branch, counted_at__gt=at - COUNT_HOLDS)
    people.update(dict(counted.values_list("zone_id", "people")))
    return people
