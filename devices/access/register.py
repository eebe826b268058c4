"""Fetching the register through the person: who keeps it, and who may only shut a machine out."""

from __future__ import annotations

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from lobby.branches.access import branches_for, permissions_at
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound, UnknownBranch
from lobby.branches.models import Branch, Device, Staff

# Who makes keys, who shuts them out and who keeps the register all find the machine there.
SEES = (Permission.DEVICE_EDIT, Permission.DEVICE_REVOKE, Permission.STAFF_EDIT)


def register_for(
    staff: Staff | AnonymousUser, code: str, permission: Permission | None = None
) -> tuple[Branch, set[str]]:
    """A branch whose register the person sees, and what they hold there (2–3 queries).

    Raises UnknownBranch for strangers, Forbidden for people of the branch without the right.
    """
    branch = branches_for(staff).filter(code=code).first() if "\0" not in code else None
    if branch is None:
        raise UnknownBranch
    held = permissions_at(staff, branch)
    if not held & ({permission} if permission else set(SEES)):
        raise Forbidden
    return branch, held


def device_in_register(staff: Staff, device_id: int, permission: Permission | None = None) -> tuple[Device, set[str]]:
    """A machine in use or not, and what the person holds at its branch (2–3 queries). Raises NotFound, Forbidden."""
    devices = Device.objects.select_related("branch", "zone", "spare_for", "state")
    device = devices.filter(pk=device_id, branch__in=branches_for(staff)).first()
    if device is None:
        raise NotFound
    held = permissions_at(staff, device.branch)
    if not held & ({permission} if permission else set(SEES)):
        raise Forbidden
    return device, held


def branches_to_keep(staff: Staff) -> QuerySet[Branch]:
    """The branches whose register a person keeps."""
    return branches_for(staff, Permission.DEVICE_EDIT)
