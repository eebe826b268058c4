"""Reaching goals and reviews through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches import access
from lobby.branches.access import Person
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Staff
from lobby.floor.models import Goal


def branch_to_lead(person: Person, code: str) -> Branch:
    """A branch whose briefing and review the person leads (1–2 queries). Raises UnknownBranch, Forbidden."""
    return access.branch_for(person, code, Permission.BRIEFING_LEAD)


def may_close_review(person: Person, branch: Branch) -> bool:
    """The head closes a review: whoever leads it and answers for the branch's figures (2 queries)."""
    return access.can(person, branch, Permission.BRIEFING_LEAD) and access.can(person, branch, Permission.KPI_VIEW)


def branch_to_close_review(person: Person, code: str) -> Branch:
    """A branch whose review the person closes (3–4 queries). Raises UnknownBranch, Forbidden."""
    branch = branch_to_lead(person, code)
    if not may_close_review(person, branch):
        raise Forbidden
    return branch


def goal_for(staff: Staff, goal_id: int) -> Goal:
    """A goal of a branch whose floor the person sees (1 query). Raises NotFound."""
    branches = access.branches_for(staff, Permission.FLOOR_VIEW)
    goal = Goal.objects.select_related("branch").filter(pk=goal_id, branch__in=branches).first()
    if goal is None:
        raise NotFound
    return goal


def goal_to_drop(staff: Staff, goal_id: int) -> Goal:
    """A goal that the person set, or one of a branch whose briefing they lead (1–2 queries). Raises NotFound, Forbidden."""
    goal = goal_for(staff, goal_id)
    if goal.set_by_id != staff.pk and not access.can(staff, goal.branch, Permission.BRIEFING_LEAD):
        raise Forbidden
    return goal
