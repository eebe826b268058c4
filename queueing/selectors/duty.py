"""Who is there to do something now."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container

from django.db.models import Exists, OuterRef, QuerySet

from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.enums import Permission, RoleCode, SkillKind
from lobby.branches.models import Branch, Staff
from queueing.enums.peaks import ROLE_ABOVE
from queueing.models import CounterSession, Helper, SupportCall
from queueing.models.peaks import PeakTask

OPEN_CALLS = ("asked", "accepted")


def on_duty(branch: Branch, role: str, *, at: dt.datetime) -> list[Staff]:
    """Who holds a role at the branch, people at a counter first (1 query)."""
    at_counter = CounterSession.objects.filter(staff=OuterRef("pk"), branch=branch.pk, closed_at__isnull=True)
    people = staff_with_role(branch, [role]).annotate(is_at_counter=Exists(at_counter))
    return list(people.order_by("-is_at_counter", "pk"))


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


def next_helper(branch: Branch, task: PeakTask) -> Staff | None:
    """Who is asked next to support the counters: the call-up list in its order, of those with the skill (2 queries).

    Left out are people at a counter, people who were asked for this task, and people whom another call has. A branch
    without a list asks everybody who may work at a counter.
    """
    listed = list(Helper.objects.filter(branch=branch).order_by("position", "pk").values_list("staff_id", flat=True))
    people = possible_helpers(branch, task).filter(pk__in=listed) if listed else possible_helpers(branch, task)
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
