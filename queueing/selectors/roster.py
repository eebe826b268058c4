"""Reading the roster: who is planned where, and until when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce, Least

from lobby.branches.calendar import business_date
from lobby.branches.enums import Duty, Post, RosterTemplate
from lobby.branches.models import Branch, RoleGrant, Shift, Staff
from lobby.branches.prepared import Parameter, PreparedRows

# One query, planned once for each connection: the wait estimate asks this for every branch it looks at.
CLOSINGS = PreparedRows(
    lambda: (
        Shift.objects.filter(
            branch_id=Parameter("branch"),
            date=Parameter("date"),
            post=Post.COUNTER,
            template=RosterTemplate.NORMAL,
            starts_at__lte=Parameter("at"),
            ends_at__gt=Parameter("at"),
        )
        .annotate(next_break=Min("breaks__starts_at", filter=Q(breaks__starts_at__gt=Parameter("at"))))
        .order_by()
        .values_list("staff_id", Least("ends_at", Coalesce("next_break", F("ends_at"))))
    )
)


def planned_closings(branch: Branch, at: dt.datetime) -> dict[int, dt.datetime]:
    """When each member of staff on counter duty stops next, for a break or for the day (1 query).

    People who are not on the roster now are left out: nobody knows when they stop.
    """
    return dict(CLOSINGS.all(branch=branch.pk, date=business_date(branch, at), at=at))


def shifts_of(branch: Branch, date: dt.date, template: str = RosterTemplate.NORMAL) -> list[Shift]:
    """The shifts of a business day with their breaks, people and counters, in the order of posts and counters (2 queries)."""
    shifts = Shift.objects.filter(branch=branch, date=date, template=template)
    ordered = shifts.order_by("post", F("counter__position").asc(nulls_last=True), "starts_at", "staff__username")
    return list(ordered.select_related("staff", "counter__zone").prefetch_related("breaks"))


def lobby_team(branch: Branch, at: dt.datetime, *, is_peak: bool) -> dict[str, list[Staff]]:
    """Who has which part in the lobby team now, by duty; "" is the rest of the lobby and entrance posts (1 query).

    At peak the shifts of the peak template count, where there are any.
    """
    running = Shift.objects.filter(branch=branch, date=business_date(branch, at), starts_at__lte=at, ends_at__gt=at)
    shifts = list(
        running.filter(post__in=(Post.ENTRANCE, Post.LOBBY)).select_related("staff").order_by("starts_at", "pk")
    )
    wanted = RosterTemplate.PEAK if is_peak else RosterTemplate.NORMAL
    if is_peak and not any(shift.template == RosterTemplate.PEAK for shift in shifts):
        wanted = RosterTemplate.NORMAL
    team: dict[str, list[Staff]] = defaultdict(list)
    for shift in shifts:
        if shift.template == wanted:
            team[Duty(shift.duty).value if shift.duty else ""].append(shift.staff)
    return dict(team)


def may_be_planned(branch: Branch) -> QuerySet[Staff]:
    """Active people of the branch."""
    granted = RoleGrant.objects.filter(branch=branch).values("staff")
    return Staff.objects.filter(is_active=True, pk__in=granted).order_by("username")
