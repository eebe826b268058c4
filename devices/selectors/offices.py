"""The fleets of several branches together: each branch with its count and what is in trouble there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from devices.selectors.fleet import LISTED, Count, Seen, count_of, seen
from devices.selectors.rows import Row, rows_of
from lobby.branches.models import Branch, Device


@dataclass(frozen=True, slots=True)
class Place:
    """A branch with its devices in trouble, worst first."""

    branch: Branch
    count: Count
    trouble: list[Row]


def places_of(branches: QuerySet[Branch]) -> list[Place]:
    """Branches, the one with most out of order first (2 queries for any number of branches and devices)."""
    by_branch: dict[int, list[Seen]] = defaultdict(list)
    for one in seen(Device.objects.filter(branch__in=branches).only(*LISTED)):
        by_branch[one.device.branch_id].append(one)
    found = [
        Place(branch, count_of(here), rows_of([one for one in here if one.is_trouble], branch))
        for branch in branches.distinct()
        for here in [by_branch[branch.pk]]
    ]
    return sorted(found, key=lambda place: (-place.count.down, -place.count.attention, place.branch.code))
