"""Fetching what follows a complaint through the person. A department sees its task, not the complaint."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Q, QuerySet

from complaints.access.cases import complaints_for
from complaints.models import Compensation, ComplaintReview, Promise, ReturnVisit, SubTask
from lobby.branches.access import branches_for
from lobby.branches.errors import NotFound
from lobby.branches.models import RoleGrant, Staff

Row = TypeVar("Row", Promise, Compensation, ReturnVisit, ComplaintReview, SubTask)


def promise_for(staff: Staff, pk: int) -> Promise:
    """A promise of a complaint that the person sees (1 query). Raises NotFound."""
    return first(Promise.objects.filter(complaint__in=complaints_for(staff)), pk)


def compensation_for(staff: Staff, pk: int) -> Compensation:
    """Compensation for a complaint that the person sees (1 query). Raises NotFound."""
    return first(Compensation.objects.filter(complaint__in=complaints_for(staff)), pk)


def visit_for(staff: Staff, pk: int) -> ReturnVisit:
    """A return visit about a complaint that the person sees (1 query). Raises NotFound."""
    return first(ReturnVisit.objects.filter(complaint__in=complaints_for(staff)), pk)


def review_for(staff: Staff, pk: int) -> ComplaintReview:
    """A review of a complaint that the person sees (1 query). Raises NotFound."""
    return first(ComplaintReview.objects.filter(complaint__in=complaints_for(staff)), pk)


def subtask_for(staff: Staff, pk: int) -> SubTask:
    """A task of one's own department, or of a complaint that the person sees; never about oneself (2 queries).

    Raises NotFound.
    """
    mine = Q(complaint__in=complaints_for(staff)) | department_of(staff)
    apart = Q(complaint__about_staff__isnull=True) | ~Q(complaint__about_staff=staff)
    return first(SubTask.objects.filter(mine, apart, complaint__branch__in=branches_for(staff)), pk)


def department_of(staff: Staff) -> Q:
    """The tasks of one's roles, each where one holds it (1 query)."""
    found = Q(owner=staff)
    for grant in RoleGrant.objects.filter(staff=staff):
        here = Q(complaint__branch=grant.branch_id)
        if grant.unit_id is not None:
            up = ("unit", "unit__parent", "unit__parent__parent")
            here = Q()
            for way in up:
                here |= Q(**{f"complaint__branch__{way}": grant.unit_id})
        found |= Q(team=grant.role) & here
    return found


def first(rows: QuerySet[Row], pk: int) -> Row:
    """One of the rows with its complaint. Raises NotFound."""
    row = rows.filter(pk=pk).select_related("complaint__branch", "complaint__owner", "complaint__terms").first()
    if row is None:
        raise NotFound
    return row
