"""The head shares a branch's goal of the day out among its people (S323)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import Sum

from lobby.branches.calendar import business_date
from lobby.branches.models import Staff
from lobby.floor.domain.goals import locked, set_goal
from lobby.floor.enums.briefing import GoalKind
from lobby.floor.errors.briefing import DayNotBriefed
from lobby.floor.models import Goal
from lobby.live import journal
from marketing.errors.campaigns import SharesUnfit


def share_out(goal: Goal, shares: Mapping[Staff, int], *, by: Staff, at: dt.datetime) -> list[Goal]:
    """Give each person a goal of the same kind and product for today; with what they have they add up to the branch's goal.

    Raises SharesUnfit, DayNotBriefed for another day's goal, GoalExists when somebody has one already, NotOfThisBranch.
    """
    with journal.unit(by=by.actor, at=at):
        goal = locked(goal)
        wanted = {staff: n for staff, n in shares.items() if n > 0}
        total = shared(goal) + sum(wanted.values())
        if goal.staff_id is not None or not wanted or total != goal.target:
            raise SharesUnfit(sum=total, target=goal.target)
        if goal.date != business_date(goal.branch, at):
            raise DayNotBriefed
        return [
            set_goal(
                goal.branch,
                by=by.actor,
                at=at,
                kind=GoalKind(goal.kind),
                product=goal.product,
                target=target,
                staff=staff,
            )
            for staff, target in wanted.items()
        ]


def shared(goal: Goal) -> int:
    """How much of it people have already (1 query)."""
    of_people = Goal.objects.filter(branch=goal.branch_id, date=goal.date, kind=goal.kind, product=goal.product)
    return of_people.filter(staff__isnull=False).aggregate(n=Sum("target"))["n"] or 0
