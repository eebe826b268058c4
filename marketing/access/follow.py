"""Fetching follow-ups and messages through the person."""

from __future__ import annotations

from django.db.models import QuerySet

from lobby.branches.access import branches_for, roles_with, staff_with_role
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Staff
from marketing.models import FollowUp, Message

P = Permission


def follow_up_for(staff: Staff, pk: int, permission: Permission = P.CUSTOMER_VIEW) -> FollowUp:
    """A follow-up of a branch whose customers the person sees (1–2 queries). Raises NotFound, Forbidden."""
    rows = FollowUp.objects.filter(pk=pk).select_related("branch", "customer", "owner", "rule", "visit", "ended_by")
    found = rows.filter(branch__in=branches_for(staff, permission)).first()
    if found is None:
        if rows.filter(branch__in=branches_for(staff, P.CUSTOMER_VIEW)).exists():
            raise Forbidden
        raise NotFound
    return found


def message_for(staff: Staff, pk: int, permission: Permission = P.LIBRARY_WRITE) -> Message:
    """A message of a branch whose marketing the person sees (1–2 queries). Raises NotFound, Forbidden."""
    rows = Message.objects.filter(pk=pk, branch__in=branches_for(staff, P.MARKETING_VIEW)).select_related("branch")
    found = rows.first()
    if found is None:
        raise NotFound
    if not branches_for(staff, permission).filter(pk=found.branch_id).exists():
        raise Forbidden
    return found


def keepers(branch: Branch) -> QuerySet[Staff]:
    """Who looks after customers at the branch."""
    return staff_with_role(branch, roles_with(P.CUSTOMER_VIEW)).order_by("username")
