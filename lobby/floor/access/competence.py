"""Whose competence somebody sees: one's own, and that of the people of a branch where one rates."""

from __future__ import annotations

from django.db.models import QuerySet

from lobby.branches.access import branches_for, roles_with
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, RoleGrant, Staff

# Whoever serves or looks after the hall is rated.
ROLES = roles_with(Permission.FLOOR_VIEW)


def people_rated(branch: Branch) -> QuerySet[Staff]:
    """Who works at a branch and is rated there, by name (one query when read)."""
    grants = RoleGrant.objects.filter(branch=branch, role__in=ROLES)
    return Staff.objects.filter(pk__in=grants.values("staff"), is_active=True).order_by("name", "pk")


def person_rated(branch: Branch, staff_id: int) -> Staff:
    """One of them (1 query). Raises NotFound."""
    found = people_rated(branch).filter(pk=staff_id).first()
    if found is None:
        raise NotFound
    return found


def rates_at(staff: Staff, branch: Branch) -> bool:
    """Whether a person rates, and therefore sees, the competence of a branch's people (1 query)."""
    return branches_for(staff, Permission.COMPETENCE_RATE).filter(pk=branch.pk).exists()
