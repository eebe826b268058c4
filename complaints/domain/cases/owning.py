"""Who owns a complaint: always somebody, never the person complained about (R01, S187)."""

from __future__ import annotations

import datetime as dt

from complaints.errors.cases import NobodyLeft
from lobby.branches.access import staff_with_role, units_above
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from queueing.selectors.duty import on_duty

R = RoleCode
# Who is asked first, at the branch; the consumer protection officer may sit above it.
OWNERS = (R.LM, R.TELLER_LEAD, R.HEAD, R.CP)


def owner_for(branch: Branch, *, at: dt.datetime, about: int | None) -> Staff:
    """The lobby manager on duty unless the complaint is about them, else the next one of the rule (1–9 queries).

    Where nobody of the rule is there, whoever holds the first of these roles has it in the morning.
    Raises NobodyLeft.
    """
    for role in OWNERS:
        for person in on_duty(branch, role, at=at):
            if person.pk != about:
                return person
    for role in OWNERS:
        person = staff_with_role(branch, [role]).exclude(pk=about).order_by("pk").first()
        if person is not None:
            return person
    above = Staff.objects.filter(is_active=True, grants__role=R.CP, grants__unit__in=units_above(branch))
    person = above.exclude(pk=about).order_by("pk").first()
    if person is None:
        raise NobodyLeft
    return person
