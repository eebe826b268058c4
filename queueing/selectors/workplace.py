"""What stays the same from day to day when people are planned: counters, services, skills, service times."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass

from lobby.branches.enums import SkillKind
from lobby.branches.models import Branch, BranchPolicy, Counter, RoleGrant, Service, Shift, Skill, Staff
from queueing.models import ServiceStats
from queueing.staffing.covering import Desk
from queueing.staffing.needs import Work


@dataclass(frozen=True)
class Workplace:
    """A branch's counters with their services, its people with their skills (service codes), mean service seconds."""

    branch: Branch
    services: Mapping[int, Service]
    counters: Mapping[int, Counter]
    by_counter: Mapping[int, frozenset[int]]
    people: Mapping[int, Staff]
    skills: Mapping[int, frozenset[str]]
    mean_s: Mapping[int, float]

    def served_by(self, staff_id: int, counter_id: int | None) -> frozenset[int]:
        """What a person serves at a counter, or anywhere while none is chosen."""
        offered = frozenset(self.services) if counter_id is None else self.by_counter.get(counter_id, frozenset())
        skills = self.skills.get(staff_id, frozenset())
        return frozenset(pk for pk in offered if self.services[pk].code in skills)

    def served_in(self, shift: Shift) -> frozenset[int]:
        """What the person of a shift serves."""
        return self.served_by(shift.staff_id, shift.counter_id)

    def desks(self) -> list[Desk]:
        """The counters that could be open, with what somebody of the branch is able to serve there."""
        able = frozenset().union(*self.skills.values()) if self.skills else frozenset()
        offered = {
            counter: frozenset(pk for pk in services if self.services[pk].code in able)
            for counter, services in self.by_counter.items()
        }
        return [Desk(counter, services) for counter, services in offered.items() if services]

    def works(self, policy: BranchPolicy) -> dict[Hashable, Work]:
        """Service time and promised average wait of each service."""
        return {
            pk: Work(self.mean_s[pk], float(policy.wait_target_s(service.complexity)))
            for pk, service in self.services.items()
        }


def workplace_of(branch: Branch) -> Workplace:
    """Read a branch's workplace (6 queries)."""
    services = {service.pk: service for service in Service.objects.filter(branch=branch, is_active=True)}
    learned = dict(ServiceStats.objects.filter(service__in=services).values_list("service_id", "mean_service_s"))
    counters = {one.pk: one for one in Counter.objects.filter(branch=branch, is_active=True).select_related("zone")}
    pairs = Counter.services.through.objects.filter(counter__in=counters).values_list("counter_id", "service_id")
    offered = list(pairs)
    granted = RoleGrant.objects.filter(branch=branch, staff__is_active=True).values("staff")
    people = {one.pk: one for one in Staff.objects.filter(pk__in=granted)}
    held = list(Skill.objects.filter(staff__in=people, kind=SkillKind.SERVICE).values_list("staff_id", "code"))
    return Workplace(
        branch=branch,
        services=services,
        counters=counters,
        by_counter={
            counter: frozenset(pk for here, pk in offered if here == counter and pk in services) for counter in counters
        },
        people=people,
        skills={person: frozenset(code for one, code in held if one == person) for person in {one for one, _ in held}},
        mean_s={pk: learned.get(pk, service.standard_minutes * 60.0) for pk, service in services.items()},
    )
