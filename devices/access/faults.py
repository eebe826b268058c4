"""Fetching faults through the person. One predicate says who sees what, for pages, API and pictures."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from devices.enums.faults import NEEDED
from devices.models.faults import Fault
from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Device, Staff

# Whoever is called to a level sees its board; who calls for help from above is seen with it.
BOARD_LEVELS = {Permission.FAULT_SUPPORT: 2, Permission.FAULT_EXPERT: 3}


def faults_for(staff: Staff) -> QuerySet[Fault]:
    """What a person may see: the faults of the branches whose floor they see."""
    seen = Fault.objects.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW))
    return seen.select_related("branch", "device", "device__zone", "handler", "reporter", "fixed_by")


def fault_for(staff: Staff, fault_id: int) -> Fault:
    """A fault that the person sees (1 query). Raises NotFound."""
    fault = faults_for(staff).filter(pk=fault_id).first()
    if fault is None:
        raise NotFound
    return fault


def sees_fault(staff: Staff, fault_id: int) -> bool:
    """Whether a person sees a fault, and so its pictures (1 query)."""
    return faults_for(staff).filter(pk=fault_id).exists()


def device_to_report(staff: Staff, device_id: int) -> Device:
    """A machine of a branch whose floor the person sees: everybody there may say that something is wrong (1 query).

    Raises NotFound.
    """
    found = Device.objects.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW), is_active=True)
    device = found.select_related("branch", "zone").filter(pk=device_id).first()
    if device is None:
        raise NotFound
    return device


def raised_for(staff: Staff) -> QuerySet[Fault]:
    """The open faults that are with a person's office, in all its branches. Raises Forbidden for other people."""
    with_office = Q(pk__in=[])
    for permission, level in BOARD_LEVELS.items():
        with_office |= Q(branch__in=branches_for(staff, permission), level=level)
    if not any(branches_for(staff, permission).exists() for permission in BOARD_LEVELS):
        raise Forbidden
    return faults_for(staff).filter(with_office, closed_at__isnull=True)


def levels_of(permissions: set[str]) -> set[int]:
    """At which levels somebody with these permissions works."""
    return {level for level, permission in NEEDED.items() if permission in permissions}
