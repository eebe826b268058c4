"""What was used of authority, and what waits for a decision."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db.models import QuerySet, Sum

from lobby.branches.authority import Limit, limit_of
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums.authority import IN_EFFECT, UseStatus
from lobby.floor.models import AuthorityUse

USES = AuthorityUse.objects.select_related("staff", "decided_by", "branch")


def month_of(branch: Branch, at: dt.datetime) -> dt.date:
    """The first day of the month that a moment counts in, by the branch's business day."""
    return business_date(branch, at).replace(day=1)


def limit_for(staff: Staff, branch: Branch, action: str, *, at: dt.datetime) -> Limit:
    """What a person may decide alone at a branch (3 queries)."""
    return limit_of(branch, roles_at(staff, branch), action, date=business_date(branch, at))


def used(staff_id: int, action: str, *, month: dt.date) -> Decimal:
    """What a person has used in a month, at all branches, in yuan (1 query)."""
    uses = AuthorityUse.objects.filter(staff=staff_id, action=action, month=month, status__in=IN_EFFECT)
    return uses.aggregate(total=Sum("amount"))["total"] or Decimal(0)


def asked(branch_id: int) -> QuerySet[AuthorityUse]:
    """What waits for approval at a branch, longest first."""
    return USES.filter(branch=branch_id, status=UseStatus.REQUESTED).order_by("at", "pk")


def of_month(branch: Branch, month: dt.date) -> QuerySet[AuthorityUse]:
    """Every use of a month at a branch, newest first."""
    return USES.filter(branch=branch, month=month).order_by("-at", "-pk")


def about(subject: tuple[str, int]) -> QuerySet[AuthorityUse]:
    """Every use about a subject, newest first."""
    return USES.filter(subject_type=subject[0], subject_id=subject[1]).order_by("-at", "-pk")
