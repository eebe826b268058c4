"""Whom something can be handed to."""

from __future__ import annotations

from dataclasses import dataclass

from lobby.branches.access import roles_with
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, RoleGrant

# Teams that may be given a task: those who work in a branch's hall and behind it.
TEAMS = (
    RoleCode.LM,
    RoleCode.LMA,
    RoleCode.TELLER,
    RoleCode.TELLER_LEAD,
    RoleCode.WM,
    RoleCode.BA,
    RoleCode.SEC,
    RoleCode.TECH,
    RoleCode.HEAD,
)


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who works at the branch, with what they do there in words."""

    id: int
    name: str
    roles: str


def colleagues(branch: Branch, *, besides: int | None) -> list[Colleague]:
    """The people of the branch's floor by name, without one of them (1 query)."""
    grants = RoleGrant.objects.filter(branch=branch, role__in=roles_with(Permission.FLOOR_VIEW), staff__is_active=True)
    found: dict[tuple[str, int], list[str]] = {}
    for staff_id, name, role in grants.exclude(staff=besides).values_list("staff", "staff__name", "role"):
        found.setdefault((name, staff_id), []).append(str(RoleCode(role).label))
    return [Colleague(key[1], key[0], " · ".join(roles)) for key, roles in sorted(found.items())]


def teams(branch: Branch) -> list[tuple[str, str]]:
    """Roles that somebody holds at the branch, code and label, in the order of TEAMS (1 query)."""
    held = set(RoleGrant.objects.filter(branch=branch, staff__is_active=True).values_list("role", flat=True))
    return [(role.value, str(role.label)) for role in TEAMS if role in held]
