"""Goals of a business day: the branch's from the briefing, a teller's own, and counting towards them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.utils import IntegrityError

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor import goals as registry
from lobby.floor.domain import briefing as briefings
from lobby.floor.enums.briefing import GoalKind
from lobby.floor.errors import EmptyText
from lobby.floor.errors.briefing import (
    CountedElsewhere,
    DayNotBriefed,
    GoalCounted,
    GoalExists,
    NothingCounted,
    NotYourGoal,
)
from lobby.floor.events.briefing import GoalCountedOn, GoalDropped, GoalSet
from lobby.floor.models import Goal, GoalStep
from lobby.live import journal


def set_goal(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    kind: GoalKind,
    product: str,
    target: int,
    staff: Staff | None = None,
) -> Goal:
    """Set a goal of the running business day, the branch's without `staff`: that is part of the open briefing.

    Raises EmptyText, GoalExists, BriefingClosed, NotOfThisBranch.
    """
    if not product.strip():
        raise EmptyText
    assert by.staff_id is not None  # people set goals, never the system
    with journal.unit(by=by, at=at):
        if staff is None:
            briefings.check_move(briefings.todays(branch, by=by, at=at), "write")
        else:
            briefings.check_belong(branch, {staff.pk})
        goal = Goal(
            branch=branch,
            date=business_date(branch, at),
            staff=staff,
            kind=kind,
            product=product.strip(),
            target=target,
            set_at=at,
            set_by_id=by.staff_id,
        )
        try:
            with transaction.atomic():
                goal.save(force_insert=True)
        except IntegrityError as error:
            raise GoalExists from error
        journal.record(GoalSet(**news_of(goal), target=target))
    return goal


def drop_goal(goal: Goal, *, by: Actor, at: dt.datetime) -> None:
    """Take a goal back that nobody has counted towards. Raises GoalCounted, BriefingClosed."""
    with journal.unit(by=by, at=at):
        goal = locked(goal)
        if goal.staff_id is None:
            briefings.check_move(briefings.todays(goal.branch, by=by, at=at), "write")
        if goal.steps.filter(taken_back_at__isnull=True).exists():
            raise GoalCounted
        journal.record(GoalDropped(**news_of(goal)))
        goal.delete()


def count_on(goal: Goal, *, by: Actor, at: dt.datetime, staff: Staff) -> GoalStep:
    """One more towards the goal. Raises NotYourGoal, DayNotBriefed, CountedElsewhere."""
    with journal.unit(by=by, at=at):
        goal = locked(goal)
        check_counts(goal, staff, at=at)
        step = GoalStep.objects.create(goal=goal, staff=staff, counted_at=at)
        journal.record(GoalCountedOn(**news_of(goal), by_staff=staff.pk, step=1))
    return step


def count_back(goal: Goal, *, by: Actor, at: dt.datetime, staff: Staff) -> GoalStep:
    """Take one's own newest step back. Raises NothingCounted, NotYourGoal, DayNotBriefed, CountedElsewhere."""
    with journal.unit(by=by, at=at):
        goal = locked(goal)
        check_counts(goal, staff, at=at)
        step = goal.steps.filter(staff=staff, taken_back_at__isnull=True).order_by("-counted_at", "-pk").first()
        if step is None:
            raise NothingCounted
        step.taken_back_at = at
        step.save(update_fields=["taken_back_at"])
        journal.record(GoalCountedOn(**news_of(goal), by_staff=staff.pk, step=-1))
    return step


def check_counts(goal: Goal, staff: Staff, *, at: dt.datetime) -> None:
    """By hand one counts today, towards the branch's goals or the own ones."""
    if goal.staff_id not in (None, staff.pk):
        raise NotYourGoal
    if goal.date != business_date(goal.branch, at):
        raise DayNotBriefed
    if goal.pk in registry.counted([goal], staff):
        raise CountedElsewhere


def locked(goal: Goal) -> Goal:
    """Read the goal again with its row locked (1 statement)."""
    return Goal.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=goal.pk)


def news_of(goal: Goal) -> dict[str, Any]:
    """The values that every event of a goal carries."""
    return {"branch_id": goal.branch_id, "goal": goal.pk, "day": goal.date.isoformat(), "staff": goal.staff_id}
