"""The competence of people as it counts on a day: the newest rating of each quality (S120).

Callers show it to nobody but the person and those who rate (`access.competence.rates_at`).
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from lobby.branches.models import BranchPolicy, Staff
from lobby.floor.enums.competence import Quality
from lobby.floor.models.competence import CompetenceRating

MOST_HISTORY = 100


@dataclass(frozen=True, slots=True)
class Cell:
    """One quality of a person: the rating that counts, None where nobody rated yet, and whether it is a gap."""

    quality: Quality
    rating: CompetenceRating | None
    is_gap: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with the four qualities in their order."""

    staff: Staff
    cells: list[Cell]

    @property
    def gaps(self) -> list[Cell]:
        """What training is needed for."""
        return [cell for cell in self.cells if cell.is_gap]

    @property
    def unrated(self) -> list[Cell]:
        """What nobody has looked at yet."""
        return [cell for cell in self.cells if cell.rating is None]


def profiles(people: Iterable[Staff], policy: BranchPolicy, date: dt.date) -> list[Profile]:
    """Each person's four qualities on a business day, with that day's threshold for gaps (1 query, none for nobody)."""
    staff, threshold = list(people), policy.competence_gap_below
    newest = in_force({one.pk for one in staff}, date)
    return [
        Profile(one, [cell_of(quality, newest[one.pk].get(quality), threshold) for quality in Quality]) for one in staff
    ]


def cell_of(quality: Quality, rating: CompetenceRating | None, threshold: int) -> Cell:
    """One quality; what nobody rated is no gap."""
    return Cell(quality, rating, rating is not None and rating.rating < threshold)


def in_force(staff_ids: set[int], date: dt.date) -> dict[int, dict[str, CompetenceRating]]:
    """The rating that counts on a day, by person and quality (1 query, none for nobody)."""
    found: dict[int, dict[str, CompetenceRating]] = defaultdict(dict)
    if staff_ids:
        ratings = CompetenceRating.objects.filter(staff__in=staff_ids, rated_on__lte=date)
        newest = ratings.order_by("staff_id", "quality", "-rated_on", "-pk").distinct("staff_id", "quality")
        for one in newest:
            found[one.staff_id][one.quality] = one
    return found


def history(staff: Staff) -> QuerySet[CompetenceRating]:
    """Every rating of a person, newest first, with who rated (1 query)."""
    ratings = CompetenceRating.objects.filter(staff=staff).select_related("rated_by", "branch")
    return ratings.order_by("-rated_on", "-pk")[:MOST_HISTORY]
