"""Fetching loans and home visits through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from lobby.floor.models import HomeVisit, Loan


def loan_for(staff: Staff, loan_id: int) -> Loan:
    """A loan of a branch where the person cares for customers (1–2 queries). Raises NotFound, Forbidden."""
    loans = Loan.objects.filter(pk=loan_id).select_related("branch", "material")
    loan = loans.filter(branch__in=branches_for(staff, Permission.CARE_GIVE)).first()
    if loan is None:
        raise Forbidden if loans.filter(branch__in=branches_for(staff)).exists() else NotFound
    return loan


def home_visit_for(staff: Staff, visit_id: int) -> HomeVisit:
    """A home visit of such a branch (1–2 queries). Raises NotFound, Forbidden."""
    visits = HomeVisit.objects.filter(pk=visit_id).select_related("branch", "first", "second", "requested_by")
    visit = visits.filter(branch__in=branches_for(staff, Permission.CARE_GIVE)).first()
    if visit is None:
        raise Forbidden if visits.filter(branch__in=branches_for(staff)).exists() else NotFound
    return visit


def may_see_home_visit(staff: Staff, visit_id: int) -> bool:
    """Whether the signed paper of a home visit is shown to a person (1 query)."""
    mine = branches_for(staff, Permission.CARE_GIVE)
    return HomeVisit.objects.filter(pk=visit_id, branch__in=mine).exists()
