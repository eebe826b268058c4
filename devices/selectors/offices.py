"""The fleets of several branches together: each branch with its count and what is in trouble there."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import QuerySet

from devices.selectors.fleet import Count, Seen, count_of, seen
from lobby.branches.models import Branch, Device


@dataclass(frozen=True, slots=True)
class Place:
    """A branch with its devices in trouble, worst first."""

    branch: Branch
    count: Count
    trouble: list[Seen]


def places_of(branches: QuerySet[Branch]) -> list[Place]:
    """Branches, the one with most out of order first (2 queries for any number of branches and devices)."""
    by_branch: dict[int, list[Seen]] = defaultdict(list)
    for one in seen(Device.objects.filter(branch__in=branches)):
        by_branch[one.device.branch_id].append(one)
    found = [
        Place(branch, count_of(by_branch[branch.pk]), [one for one in by_branch[branch.pk] if one.is_trouble])
        for branch in branches.distinct()
    ]
    return sorted(found, key=lambda place: (-place.count.down, -place.count.attention, place.branch.code))
