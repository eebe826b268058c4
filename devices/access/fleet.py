"""Fetching devices and zones for the screens that show the fleet: a stranger finds nothing."""

from __future__ import annotations

from django.db.models import QuerySet

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Device, Staff, Zone


def device_for(staff: Staff, device_id: int) -> Device:
    """A device of any kind in a branch whose floor the person sees (1 query). Raises NotFound."""
    found = Device.objects.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW), is_active=True)
    device = found.select_related("branch", "zone").filter(pk=device_id).first()
    if device is None:
        raise NotFound
    return device


def zone_for(staff: Staff, zone_id: int) -> Zone:
    """A zone of a branch whose floor the person sees (1 query). Raises NotFound."""
    found = Zone.objects.filter(branch__in=branches_for(staff, Permission.FLOOR_VIEW)).select_related("branch")
    zone = found.filter(pk=zone_id).first()
    if zone is None:
        raise NotFound
    return zone


def branches_of_office(staff: Staff) -> QuerySet[Branch]:
    """The branches over which a person's office helps with faults. Raises Forbidden for other people."""
    found = branches_for(staff, Permission.FAULT_SUPPORT) | branches_for(staff, Permission.FAULT_EXPERT)
    if not found.exists():
        raise Forbidden
    return found
