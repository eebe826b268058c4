"""Whom something about a complaint is told: one person of a role, nobody twice, never whom it is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import F, Q

from lobby.branches.access import units_above
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, RoleGrant, Staff

R = RoleCode
# The offices that hear of complaints, from the branch up.
OFFICES = (R.HEAD, R.BR_OPS, R.HO)


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
        is_personal = self.person is not None and self.office in (None, R.HEAD)
        return [] if is_personal or self.office is None else [self.office.value]


def people_of(branch: Branch) -> list[RoleGrant]:
    """The people of the offices of a branch, those of the branch itself first (2 queries)."""
    grants = RoleGrant.objects.filter(Q(branch=branch) | Q(unit__in=units_above(branch)))
    grants = grants.filter(role__in=OFFICES, staff__is_active=True).select_related("staff")
    return list(grants.order_by(F("branch").asc(nulls_last=True), "staff"))


def next_told(people: Sequence[RoleGrant], first: RoleCode, *, besides: Collection[int | None]) -> Told:
    """The first person of an office, or of the next one above it, who is not among `besides`."""
    for office in OFFICES[OFFICES.index(first) :]:
        found = next((one for one in people if one.role == office and one.staff_id not in besides), None)
        if found is not None:
            return Told(found.staff, office)
    return Told(None, first)
