"""Who is there to do something now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lobby.branches.access import first_with_role, roles_with, staff_with_role
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, RoleCode, SkillKind
from lobby.branches.models import Branch, Break, Shift, Staff
from queueing.enums.peaks import OPEN_CALLS, ROLE_ABOVE
from queueing.models import CounterSession, Helper, SupportCall
from queueing.models.peaks import PeakTask


def on_duty(branch: Branch, role: str, *, at: dt.datetime) -> list[Staff]:
    """Who holds a role at the branch and is there, people at a counter first (1 query)."""
    people = present(staff_with_role(branch, [role]), branch, at=at)
    return list(people.order_by("-is_at_counter", "pk"))


def manager_of(branch: Branch) -> Staff | None:
    """Who looks after the lobby: its manager, else the branch head (1–2 queries)."""
    return first_with_role(branch, RoleCode.LM, RoleCode.HEAD)


def present(people: QuerySet[Staff], branch: Branch, *, at: dt.datetime) -> QuerySet[Any]:
    """Those of some people who are there: at a counter, on a shift and not in a break of it, or on no roster today.

    A roster that has nobody on a shift now says nothing: a branch at work is then taken to have everybody.
    """
    at_counter = CounterSession.objects.filter(staff=OuterRef("pk"), branch=branch.pk, closed_at__isnull=True)
    shifts = Shift.objects.filter(branch=branch.pk, date=business_date(branch, at))
    running = shifts.filter(starts_at__lte=at, ends_at__gt=at)
    mine = running.filter(staff=OuterRef("pk"))
    breaks = Break.objects.filter(
        starts_at__lte=at, ends_at__gt=at, shift__branch=branch.pk, shift__staff=OuterRef("pk")
    )
    found = people.annotate(is_at_counter=Exists(at_counter))
    is_planned, is_on_shift = Exists(shifts.filter(staff=OuterRef("pk"))), Exists(mine) & ~Exists(breaks)
    return found.filter(Q(is_at_counter=True) | ~Exists(running) | ~is_planned | is_on_shift)


def owner_for(
    branch: Branch, role: str, *, at: dt.datetime, load: dict[int, int], without: Container[int] = ()
) -> tuple[str, Staff | None]:
    """Who does a task of a role and in which role; nobody there means the next role up (1 query for each role asked).

    `load` counts the tasks that people have already: of several the one with the fewest takes it.
    """
    for asked in upwards(role):
        free = [person for person in on_duty(branch, asked, at=at) if person.pk not in without]
        if free:
            return asked, min(free, key=lambda person: load.get(person.pk, 0))
    return RoleCode.HEAD, None


def upwards(role: str) -> list[str]:
    """A role and those above it; after the head it is the lobby manager's."""
    chain = [role]
    while (above := ROLE_ABOVE.get(chain[-1])) is not None:
        chain.append(above)
    return chain if RoleCode.LM in chain else [*chain, RoleCode.LM.value]


def next_helper(branch: Branch, task: PeakTask, *, at: dt.datetime) -> Staff | None:
    """Who is asked next to support the counters: the call-up list in its order, of those with the skill (2 queries).

    Left out are people at a counter, people who are not there, people who were asked for this task, and people whom
    another call has. A branch without a list asks everybody who may work at a counter.
    """
    listed = list(Helper.objects.filter(branch=branch).order_by("position", "pk").values_list("staff_id", flat=True))
    people = present(possible_helpers(branch, task), branch, at=at)
    people = people.filter(pk__in=listed) if listed else people
    places = {pk: place for place, pk in enumerate(listed)}
    return min(people, key=lambda person: (places.get(person.pk, 0), person.pk), default=None)


def possible_helpers(branch: Branch, task: PeakTask) -> QuerySet[Staff]:
    """Everybody who could come."""
    people = staff_with_role(branch, counter_roles()).exclude(
        pk__in=CounterSession.objects.filter(closed_at__isnull=True, staff__grants__branch=branch.pk).values("staff")
    )
    people = people.exclude(pk__in=SupportCall.objects.filter(task=task).values("staff"))
    people = people.exclude(pk__in=SupportCall.objects.filter(status__in=OPEN_CALLS).values("staff"))
    if task.skill:
        people = people.filter(skills__kind=SkillKind.SERVICE, skills__code=task.skill)
    return people.distinct()


def counter_roles() -> list[str]:
    """Roles that work at counters."""
    return roles_with(Permission.COUNTER_WORK)
