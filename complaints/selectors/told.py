"""Whom something about a complaint is told: one person of a role, nobody twice, never whom it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Case, F, IntegerField, Q, Value, When

from lobby.branches.access import units_above
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, RoleGrant, Staff


@dataclass(frozen=True, slots=True)
class Told:
    """A person and the office in which they are told, empty for the handler; where no one is left, the office alone."""

    person: Staff | None
    office: RoleCode | None = None

    @property
    def person_id(self) -> int | None:
        """Who it is, None where no one is left."""
        return self.person.pk if self.person else None

    @property
    def roles(self) -> list[str]:
        """Who hears of it beside the person: in the branch nobody, above it whoever is in the office."""
        is_personal = self.person is not None and self.office in (None, RoleCode.HEAD)
        return [] if is_personal or self.office is None else [self.office.value]


def next_told(branch: Branch, roles: Sequence[RoleCode], *, besides: Collection[int | None]) -> Told:
    """The first person of the first of these roles who is not among `besides`, at the branch or above it (2 queries).

    Those of the branch itself come before those of the offices above.
    """
    order = Case(*(When(role=role, then=Value(n)) for n, role in enumerate(roles)), output_field=IntegerField())
    grants = (
        RoleGrant.objects.filter(Q(branch=branch) | Q(unit__in=units_above(branch)))
        .filter(role__in=roles, staff__is_active=True)
        .exclude(staff__in=[one for one in besides if one is not None])
        .order_by(order, F("branch").asc(nulls_last=True), "staff")
        .select_related("staff")
    )
    found = grants.first()
    return Told(found.staff, RoleCode(found.role)) if found else Told(None, roles[0])
