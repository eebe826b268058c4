"""Whether somebody can serve what is sent to them."""

from __future__ import annotations

from lobby.branches.enums import SkillKind
from lobby.branches.models import Counter, Service, Skill, Staff
from queueing.errors import NobodyAble
from queueing.models import Ticket


def check_target(ticket: Ticket, service: Service, *, counter: Counter | None, person: Staff | None) -> None:
    """Raise NobodyAble when the service, counter or person is not of this branch or cannot serve the service."""
    if service.branch_id != ticket.branch_id or not service.is_active:
        raise NobodyAble(target=service.name, service=service.name)
    if counter is not None and not can_counter_serve(counter, service):
        raise NobodyAble(target=counter.name, service=service.name)
    if person is not None and not can_person_serve(person, service):
        raise NobodyAble(target=person.name, service=service.name)


def can_counter_serve(counter: Counter, service: Service) -> bool:
    """Whether the counter is of the service's branch and lists it (1 query)."""
    return counter.branch_id == service.branch_id and counter.services.filter(pk=service.pk).exists()


def can_person_serve(person: Staff, service: Service) -> bool:
    """Whether the person works at the branch and holds the skill (1 query)."""
    return Skill.objects.filter(
        staff=person,
        staff__grants__branch=service.branch_id,
        kind=SkillKind.SERVICE,
        code=service.code,
    ).exists()
