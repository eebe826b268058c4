"""The branch score: the share of weight that was ok, over a period, by checklist and by heading."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Sum

from lobby.branches.models import Branch
from lobby.floor.enums.checks import HANDED_IN, CheckValue
from lobby.floor.models import ItemResult
from lobby.floor.models.checks import is_english
from lobby.floor.selectors.checks.counting import known_to_branch

APPLIES = Q(value__in=(CheckValue.OK, CheckValue.ISSUE))


@dataclass(frozen=True, slots=True)
class Score:
    """Weight that was ok out of weight that applied."""

    name: str
    good: int
    whole: int

    @property
    def percent(self) -> float:
        """0 to 100, one decimal."""
        return round(100 * self.good / self.whole, 1)


def counted(branch: Branch, first: dt.date, last: dt.date, kind: str = "") -> QuerySet[ItemResult]:
    """Answers with a weight in runs that were handed in and that the branch may know of."""
    results = ItemResult.objects.filter(
        APPLIES,
        known_to_branch("run__"),
        run__branch=branch,
        run__day__range=(first, last),
        run__status__in=HANDED_IN,
        item__weight__gt=0,
    )
    return results.filter(run__kind=kind) if kind else results


def scores_by(results: QuerySet[ItemResult], column: str) -> list[Score]:
    """Scores of the groups of a column, in order of its value (1 query)."""
    sums = results.values(column).annotate(
        whole=Sum("item__weight"), good=Sum("item__weight", filter=Q(value=CheckValue.OK), default=0)
    )
    return [Score(row[column], row["good"], row["whole"]) for row in sums.order_by(column)]


def scores_of(branch: Branch, first: dt.date, last: dt.date) -> list[Score]:
    """The score of each checklist over some business days (1 query)."""
    name = "run__version__name_en" if is_english() else "run__version__name_zh"
    return scores_by(counted(branch, first, last), name)


def scores_by_group(branch: Branch, kind: str, first: dt.date, last: dt.date) -> list[Score]:
    """The score of each heading of one kind of checklist, such as the six links of a mystery visit (1 query)."""
    column = "item__group_en" if is_english() else "item__group_zh"
    return scores_by(counted(branch, first, last, kind), column)


def whole_score(scores: list[Score]) -> Score | None:
    """All of them together; None for none."""
    whole = sum(score.whole for score in scores)
    return Score("", sum(score.good for score in scores), whole) if whole else None
