"""Fetching problems, improvements and mystery visits through the person."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Q, QuerySet

from complaints.access.cases import complaints_for
from complaints.enums.ratings import LOW
from complaints.models import Complaint, Improvement, MysteryPlan, Problem, ProblemLink, Rating
from lobby.branches.access import branches_for, roles_with, units_above
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckValue
from lobby.floor.enums.ideas import IdeaStatus
from lobby.floor.models import ChecklistRun, Idea, ItemResult

P = Permission
Row = TypeVar("Row", Problem, Improvement)


def problem_for(staff: Staff, problem_id: int, permission: Permission = P.EXPERIENCE_VIEW) -> Problem:
    """A problem of a branch whose experience the person sees (1–2 queries). Raises NotFound, Forbidden."""
    rows = Problem.objects.filter(pk=problem_id).select_related("branch", "service", "noted_by")
    return through(staff, rows, permission)


def improvement_for(staff: Staff, improvement_id: int, permission: Permission = P.EXPERIENCE_VIEW) -> Improvement:
    """An improvement of such a branch (1–2 queries). Raises NotFound, Forbidden."""
    related = ("branch", "problem", "owner", "designed_by", "evaluated_by", "ended_by")
    return through(staff, Improvement.objects.filter(pk=improvement_id).select_related(*related), permission)


def through(staff: Staff, rows: QuerySet[Row], permission: Permission) -> Row:
    """The row if its branch is open to the person; known but not allowed is another answer than unknown."""
    found = rows.filter(branch__in=branches_for(staff, permission)).first()
    if found is None:
        if rows.filter(branch__in=branches_for(staff, P.EXPERIENCE_VIEW)).exists():
            raise Forbidden
        raise NotFound
    return found


def visible_complaints(staff: Staff, branch: Branch) -> QuerySet[Complaint]:
    """Complaints of a branch that the person may see and that stand."""
    return complaints_for(staff).filter(branch=branch)


def low_ratings(branch: Branch) -> QuerySet[Rating]:
    """Low ratings of a branch."""
    return Rating.objects.filter(branch=branch, score__lte=LOW)


def open_ideas(branch: Branch) -> QuerySet[Idea]:
    """Ideas of a branch that were not turned down or merged."""
    return Idea.objects.filter(branch=branch).exclude(status__in=(IdeaStatus.DECLINED, IdeaStatus.MERGED))


def mystery_issues(branch: Branch) -> QuerySet[ItemResult]:
    """What released mystery visits to a branch found wrong."""
    rows = ItemResult.objects.filter(run__branch=branch, run__kind=CheckKind.MYSTERY, run__status__in=HANDED_IN)
    return rows.filter(run__released_at__isnull=False, value=CheckValue.ISSUE)


def links_seen(staff: Staff, problem: Problem) -> QuerySet[ProblemLink]:
    """What a problem rests on, without complaints that the person does not see."""
    hidden = Q(complaint__isnull=False) & ~Q(complaint__in=visible_complaints(staff, problem.branch))
    related = ("complaint", "rating__service", "idea", "answer__item", "answer__run", "linked_by")
    return problem.links.exclude(hidden).select_related(*related).order_by("-linked_at", "-pk")


def improvers(branch: Branch) -> QuerySet[Staff]:
    """Who works on what customers experience at a branch."""
    return holders(branch, P.EXPERIENCE_EDIT)


def visitors(branch: Branch) -> QuerySet[Staff]:
    """The mystery visitors of a branch."""
    return holders(branch, P.MYSTERY_VISIT)


def holders(branch: Branch, permission: Permission) -> QuerySet[Staff]:
    """Active staff who hold a permission at a branch or above it (1 query, and that of the rows)."""
    grants = RoleGrant.objects.filter(role__in=roles_with(permission))
    here = Q(branch=branch) | Q(unit__in=units_above(branch))
    return Staff.objects.filter(is_active=True, pk__in=grants.filter(here).values("staff")).order_by("name", "pk")


def plans_for(staff: Staff) -> QuerySet[MysteryPlan]:
    """The visits that a person makes; no query of its own."""
    return MysteryPlan.objects.filter(visitor=staff).select_related("branch", "run", "visitor")


def plan_to_make(staff: Staff, plan_id: int) -> MysteryPlan:
    """A visit of one's own at a branch where one still visits (1 query). Raises NotFound."""
    found = plans_for(staff).filter(pk=plan_id, branch__in=branches_for(staff, P.MYSTERY_VISIT)).first()
    if found is None:
        raise NotFound
    return found


def plan_to_lead(staff: Staff, plan_id: int) -> MysteryPlan:
    """A planned visit to a branch whose results the person releases (1 query). Raises NotFound."""
    rows = MysteryPlan.objects.filter(branch__in=branches_for(staff, P.MYSTERY_RELEASE))
    found = rows.filter(pk=plan_id).select_related("branch", "run", "visitor").first()
    if found is None:
        raise NotFound
    return found


def mystery_runs(branch: Branch, held: set[str]) -> QuerySet[ChecklistRun]:
    """Mystery visits handed in at a branch: all for whoever releases them, else the released ones."""
    rows = ChecklistRun.objects.filter(branch=branch, kind=CheckKind.MYSTERY, status__in=HANDED_IN)
    rows = rows.select_related("version", "submitted_by", "released_by", "decided_by").order_by("-day", "-pk")
    return rows if P.MYSTERY_RELEASE in held else rows.filter(released_at__isnull=False)


def mystery_run(staff: Staff, run_id: int) -> ChecklistRun:
    """The result of a mystery visit that the person may read (1 query). Raises NotFound."""
    rows = ChecklistRun.objects.filter(pk=run_id, kind=CheckKind.MYSTERY, status__in=HANDED_IN)
    released = Q(released_at__isnull=False, branch__in=branches_for(staff, P.EXPERIENCE_VIEW))
    may = released | Q(branch__in=branches_for(staff, P.MYSTERY_RELEASE)) | Q(submitted_by=staff)
    found = rows.filter(may).select_related("branch", "version", "template", "submitted_by", "released_by").first()
    if found is None:
        raise NotFound
    return found


def run_to_release(staff: Staff, run_id: int) -> ChecklistRun:
    """The result of a mystery visit that the person may release (1–2 queries). Raises NotFound, Forbidden."""
    run = mystery_run(staff, run_id)
    if not branches_for(staff, P.MYSTERY_RELEASE).filter(pk=run.branch_id).exists():
        raise Forbidden
    return run
