"""Who is there to do something in an emergency."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Break, RoleGrant, Shift, Staff


def people_by_role(branch: Branch, roles: Iterable[str], *, at: dt.datetime) -> dict[str, list[Staff]]:
    """Active people of this very branch by role, those who are there (3 queries).

    A roster that has nobody on a shift now says nothing: then everybody counts as there.
    """
    grants = RoleGrant.objects.filter(branch=branch, role__in=set(roles), staff__is_active=True)
    there = on_shift(branch, at=at)
    found: dict[str, list[Staff]] = defaultdict(list)
    for grant in grants.select_related("staff").order_by("staff_id"):
        if there is None or grant.staff_id in there:
            found[grant.role].append(grant.staff)
    return found


def on_shift(branch: Branch, *, at: dt.datetime) -> set[int] | None:
    """Ids of those on a shift and not in a break; None when the roster has nobody now (2 queries)."""
    shifts = Shift.objects.filter(branch=branch, date=business_date(branch, at), starts_at__lte=at, ends_at__gt=at)
    on = dict(shifts.values_list("pk", "staff_id"))
    away = Break.objects.filter(shift__in=on, starts_at__lte=at, ends_at__gt=at).values_list("shift_id", flat=True)
    present = {staff for shift, staff in on.items() if shift not in set(away)}
    return present if on else None


def people_of(branch: Branch) -> QuerySet[Staff]:
    """Active people who hold a role at this very branch, or are on its roster."""
    return Staff.objects.filter(Q(grants__branch=branch) | Q(shifts__branch=branch), is_active=True).distinct()


def on_roster(branch: Branch, *, at: dt.datetime) -> list[Staff]:
    """Everybody on today's roster, else everybody of the branch: whom a roll-call asks for (1–2 queries)."""
    date = business_date(branch, at)
    rostered = Staff.objects.filter(shifts__branch=branch, shifts__date=date, is_active=True)
    found = list(rostered.distinct().order_by("username"))
    return found or list(Staff.objects.filter(grants__branch=branch, is_active=True).distinct().order_by("username"))
