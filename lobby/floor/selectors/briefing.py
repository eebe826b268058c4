"""Reading the day's rhythm: the briefing, goals with progress, coaching, reviews."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lobby.branches.models import Branch, RoleGrant, Shift, Staff
from lobby.floor import goals as registry
from lobby.floor.models import Briefing, CoachingNote, EveningReview, Goal

REVIEWS = 30


def briefing_of(branch: Branch, date: dt.date) -> Briefing | None:
    """The briefing of a business day, None before its first word (1 query)."""
    rows = Briefing.objects.filter(branch=branch, date=date)
    return rows.select_related("branch", "outlook_by", "closed_by").first()


def attendees_of(briefing: Briefing | None) -> list[Staff]:
    """Who was there, by name (1 query)."""
    if briefing is None:
        return []
    return list(Staff.objects.filter(pk__in=briefing.attendances.values("staff")).order_by("name"))


def people_of(branch: Branch, date: dt.date) -> QuerySet[Any]:
    """Everybody with a role at the branch; `is_planned` says who is on the roster of the day (1 query)."""
    here = RoleGrant.objects.filter(branch=branch).values("staff")
    planned = Shift.objects.filter(branch=branch, date=date, staff=OuterRef("pk"))
    people = Staff.objects.filter(is_active=True, pk__in=here)
    return people.annotate(is_planned=Exists(planned)).order_by("-is_planned", "name")


@dataclass(frozen=True, slots=True)
class GoalLine:
    """A goal and how much of it was reached: by one person, or by everybody."""

    goal: Goal
    done: int
    is_counted_elsewhere: bool

    @property
    def is_reached(self) -> bool:
        """Whether there is nothing left to do."""
        return self.done >= self.goal.target

    @property
    def percent(self) -> int:
        """The share that was reached, at most 100."""
        return min(100, 100 * self.done // self.goal.target)


def branch_goals(branch: Branch, date: dt.date) -> list[GoalLine]:
    """The branch's goals and everybody's own, with what was reached together (1 query)."""
    goals = Goal.objects.filter(branch=branch, date=date).select_related("staff", "set_by")
    return lines_of(goals, None, Q())


def goals_for(branch: Branch, staff: Staff, date: dt.date) -> list[GoalLine]:
    """What one person works towards: the branch's goals with the own share, and the own goals (1 query)."""
    goals = Goal.objects.filter(Q(staff__isnull=True) | Q(staff=staff), branch=branch, date=date)
    return lines_of(goals.select_related("staff", "set_by"), staff, Q(steps__staff=staff))


def lines_of(goals: QuerySet[Goal], staff: Staff | None, whose: Q) -> list[GoalLine]:
    """Goals with their counts, key products first, the branch's before people's."""
    by_hand = Count("steps", filter=Q(steps__taken_back_at__isnull=True) & whose)
    found = list(goals.annotate(by_hand=by_hand).order_by("pk"))
    counted = registry.counted(found, staff)
    order = {"key": 0, "ordinary": 1, "cross": 2}
    found.sort(key=lambda goal: (goal.staff.name if goal.staff else "", order[goal.kind], goal.pk))
    return [GoalLine(goal, counted.get(goal.pk, goal.by_hand), goal.pk in counted) for goal in found]


def coaching_of(branch: Branch, date: dt.date) -> list[CoachingNote]:
    """The day's notes, newest first (1 query)."""
    notes = CoachingNote.objects.filter(branch=branch, date=date)
    return list(notes.select_related("staff", "noted_by").order_by("-noted_at", "-pk"))


def coaching_for(branch: Branch, staff: Staff, date: dt.date) -> list[CoachingNote]:
    """The day's notes for one person (1 query)."""
    notes = CoachingNote.objects.filter(branch=branch, date=date, staff=staff)
    return list(notes.select_related("noted_by").order_by("-noted_at", "-pk"))


def review_of(branch: Branch, date: dt.date) -> EveningReview | None:
    """The review of a business day, None before its first word (1 query)."""
    return EveningReview.objects.filter(branch=branch, date=date).select_related("closed_by").first()


def past_reviews(branch: Branch) -> list[EveningReview]:
    """Reviews, newest day first, without their facts (1 query)."""
    rows = EveningReview.objects.filter(branch=branch).select_related("closed_by").defer("facts")
    return list(rows.order_by("-date")[:REVIEWS])
