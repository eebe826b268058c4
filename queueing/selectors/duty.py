"""Who is there to do something now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from lobby.branches.access import first_with_role, roles_with, staff_with_role
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, Post, RoleCode, SkillKind
from lobby.branches.models import Branch, Break, Shift, Staff
from queueing.enums.peaks import OPEN_CALLS, ROLE_ABOVE
from queueing.models import CounterSession, Helper, SupportCall, SupportRequest
from queueing.models.peaks import PeakTask


def on_duty(branch: Branch, role: str, *, at: dt.datetime) -> list[Staff]:
    """Who holds a role at the branch and is there, people at a counter first (1 query)."""
    people = present(staff_with_role(branch, [role]), branch, at=at)
    return list(people.order_by("-is_at_counter", "pk"))


def manager_of(branch: Branch) -> Staff | None:
    """Who looks after the lobby: its manager, else the branch head (1–2 queries)."""
    return first_with_role(branch, RoleCode.LM, RoleCode.HEAD)


def present(people: QuerySet[Staff], branch: Branch, *, at: dt.datetime, also: Iterable[int] = ()) -> QuerySet[Any]:
    """Those of some people who are there: at a counter, on a shift and not in a break of it, or on no roster today;
    `also` are ids of people who count without being there.

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
    return found.filter(Q(is_at_counter=True) | ~Exists(running) | ~is_planned | is_on_shift | Q(pk__in=list(also)))


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


def next_helper(branch: Branch, asking: PeakTask | SupportRequest, *, at: dt.datetime) -> Staff | None:
    """Who is asked next to support: the call-up list in its order, of those with the skill (2 queries).

    Left out are people at a counter, people who are not there (but for those whom the list calls off duty), people who
    were asked for this already, and people whom another call has. A branch without a list asks everybody who may do it.
    """
    listed = list(Helper.objects.filter(branch=branch).order_by("position", "pk"))
    people = present(possible_helpers(branch, asking), branch, at=at, also=[one.staff_id for one in off_duty(listed)])
    people = people.filter(pk__in=[one.staff_id for one in listed]) if listed else people
    places = {one.staff_id: place for place, one in enumerate(listed)}
    return min(people, key=lambda person: (places.get(person.pk, 0), person.pk), default=None)


def off_duty(listed: list[Helper]) -> list[Helper]:
    """Those of the list who may be called from home."""
    return [one for one in listed if one.is_called_off_duty]


def possible_helpers(branch: Branch, asking: PeakTask | SupportRequest) -> QuerySet[Staff]:
    """Everybody who could come: at a window a teller with the skill, in the hall whoever cares for customers."""
    is_window = isinstance(asking, PeakTask) or asking.post == Post.COUNTER
    people = staff_with_role(branch, counter_roles() if is_window else roles_with(Permission.CARE_GIVE))
    people = people.exclude(
        pk__in=CounterSession.objects.filter(closed_at__isnull=True, staff__grants__branch=branch.pk).values("staff")
    )
    people = people.exclude(pk__in=asking.calls.values("staff"))
    people = people.exclude(pk__in=SupportCall.objects.filter(status__in=OPEN_CALLS).values("staff"))
    if asking.skill:
        people = people.filter(skills__kind=SkillKind.SERVICE, skills__code=asking.skill)
    return people.distinct()


def counter_roles() -> list[str]:
    """Roles that work at counters."""
    return roles_with(Permission.COUNTER_WORK)
