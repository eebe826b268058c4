"""Four eyes: who is asked, and that nobody decides on what is their own."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import staff_with_role
from lobby.branches.calendar import business_date
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.errors import TooLate
from lobby.floor.errors.authority import NotForOneself


def roles_to_ask(branch: Branch, asker: Staff, *roles: RoleCode) -> list[str]:
    """The first of these roles that anybody but the asker holds here, else the last one (1 query for each tried)."""
    for role in roles:
        if staff_with_role(branch, [role]).exclude(pk=asker.pk).exists():
            return [role.value]
    return [roles[-1].value]


def check_same_day(branch: Branch, asked_at: dt.datetime, at: dt.datetime) -> None:
    """What was asked for lapses with its business day, also before the sweep has said so. Raises TooLate."""
    if business_date(branch, at) > business_date(branch, asked_at):
        raise TooLate


def check_other(staff: Staff, *others: int | None) -> None:
    """Raises NotForOneself when the person is one of the others."""
    if staff.pk in others:
        raise NotForOneself
