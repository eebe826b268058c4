"""A branch's goals of the day beside the shares of its people (S323)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from lobby.branches.models import Branch
from lobby.floor import goals as registry
from lobby.floor.models import Goal
from marketing.selectors.campaigns.outcomes import shares


@dataclass(slots=True)
class GoalLine:
    """A branch's goal with how far it is, and each person's share with how far that is."""

    goal: Any  # a Goal with `by_hand`, what was counted by hand
    reached: int = 0
    shares: list[tuple[Any, int]] = field(default_factory=list)

    @property
    def shared(self) -> int:
        """How much is handed out."""
        return sum(goal.target for goal, _reached in self.shares)

    @property
    def rest(self) -> int:
        """How much is not."""
        return max(0, self.goal.target - self.shared)


def goals_of(branch: Branch, date: dt.date) -> list[GoalLine]:
    """Today's goals (1 query, and what counts them: for everybody, and for all people at once)."""
    steps = Count("steps", filter=Q(steps__taken_back_at__isnull=True))
    rows: QuerySet[Any] = (
        Goal.objects.filter(branch=branch, date=date).select_related("staff", "branch").annotate(by_hand=steps)
    )
    found: list[Any] = list(rows.order_by("kind", "product", "staff__name", "pk"))
    lines = {(one.kind, one.product): GoalLine(one) for one in found if one.staff_id is None}
    counted: Mapping[int, int] = registry.counted([line.goal for line in lines.values()], None)
    for line in lines.values():
        line.reached = counted.get(line.goal.pk, line.goal.by_hand)
    theirs = [one for one in found if one.staff_id is not None and (one.kind, one.product) in lines]
    counted = shares(theirs)
    for one in theirs:
        lines[(one.kind, one.product)].shares.append((one, counted.get(one.pk, one.by_hand)))
    return list(lines.values())
