"""Who may say something of which machine."""

from __future__ import annotations

from collections.abc import Iterable

from devices.selectors.telling import one, told
from lobby.branches.access import Person, branch_for, branches_for
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden, NotFound, UnknownBranch
from lobby.branches.models import Branch, Device

R = Permission.DEVICE_REPORT


def device_to_report(person: Person, code: str) -> Device:
    """The machine that speaks, or one that staff may report on (1–2 queries). Raises NotFound, Forbidden."""
    if isinstance(person, Device):
        found = one(person.pk) if person.code == code and person.branch.is_active else None
    else:
        found = next(iter(devices_to_report(person, {code})), None)
        if found is None and "\0" not in code:
            here = Device.objects.filter(
                code=code, is_active=True, branch__in=branches_for(person, Permission.FLOOR_VIEW)
            )
            if here.exists():
                raise Forbidden
    if found is None:
        raise NotFound
    return found


def devices_to_report(person: Person, codes: Iterable[str]) -> list[Device]:
    """Those of some machines that a person may report on (1 query)."""
    if isinstance(person, Device):
        found = one(person.pk) if person.code in codes and person.branch.is_active else None
        return [found] if found else []
    known = [code for code in codes if "\0" not in code]
    return list(told(Device.objects.filter(code__in=known, is_active=True, branch__in=branches_for(person, R))))


def branch_to_watch(person: Person, code: str) -> Branch:
    """A branch whose fleet staff or a wall of it may see (0–2 queries). Raises UnknownBranch, Forbidden."""
    if not isinstance(person, Device):
        return branch_for(person, code, Permission.FLOOR_VIEW)
    if person.branch.code != code or not person.branch.is_active:
        raise UnknownBranch
    if person.kind != DeviceKind.WALL:
        raise Forbidden
    return person.branch
