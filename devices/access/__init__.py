"""Fetching machines through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import Person, branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Device


def machine_for(person: Person, device_id: int, permission: str = Permission.FLOOR_VIEW) -> Device:
    """A device of the person's branches with its state (1–2 queries). Raises NotFound, Forbidden."""
    found = Device.objects.filter(pk=device_id, is_active=True)
    found = found.select_related("branch", "zone", "state")
    device = found.filter(branch__in=branches_for(person, permission)).first()
    if device is not None:
        return device
    if found.filter(branch__in=branches_for(person, Permission.FLOOR_VIEW)).exists():
        raise Forbidden
    raise NotFound
