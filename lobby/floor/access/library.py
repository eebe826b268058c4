"""Fetching items and versions of the library through the person: a stranger finds nothing."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from lobby.branches.access import Person, branches_for, roles_with
from lobby.branches.enums import Permission, UnitKind
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import RoleGrant, Staff
from lobby.floor.enums.library import IN_FORCE
from lobby.floor.errors.library import NotForWholeBank
from lobby.floor.models.library import LibraryItem, LibraryVersion


def holds_for_bank(staff: Staff, permission: str) -> bool:
    """Whether a person holds a permission at head office, where the whole bank's texts are made (1 query at most)."""
    if staff.is_superuser:
        return True
    grants = RoleGrant.objects.filter(staff=staff, role__in=roles_with(permission))
    return staff.is_active and grants.filter(unit__kind=UnitKind.HEAD_OFFICE).exists()


def items_for(staff: Staff, permission: str) -> QuerySet[LibraryItem]:
    """The items that a person may write or decide on (1 query to find out about the whole bank's)."""
    mine = Q(branch__in=branches_for(staff, permission))
    return LibraryItem.objects.filter(mine | Q(branch=None) if holds_for_bank(staff, permission) else mine)


def workable(staff: Staff) -> QuerySet[LibraryItem]:
    """The items whose drafts a person sees: those they write or decide on."""
    writes, approves = items_for(staff, Permission.LIBRARY_WRITE), items_for(staff, Permission.LIBRARY_APPROVE)
    return LibraryItem.objects.filter(Q(pk__in=writes.values("pk")) | Q(pk__in=approves.values("pk")))


def item_for(staff: Staff, item_id: int, permission: str) -> LibraryItem:
    """An item that a person may work on. Raises NotFound, Forbidden for one that they may only read."""
    found = items_for(staff, permission).filter(pk=item_id).select_related("home", "branch").first()
    if found is not None:
        return found
    if readable_items(staff).filter(pk=item_id).exists() or workable(staff).filter(pk=item_id).exists():
        raise Forbidden
    raise NotFound


def version_for(staff: Staff, version_id: int, permission: str) -> LibraryVersion:
    """A version that a person may work on. Raises NotFound, Forbidden."""
    rows = LibraryVersion.objects.select_related("item__home", "item__branch", "author", "reviewed_by")
    version = rows.filter(pk=version_id).first()
    if version is None:
        raise NotFound
    version.item = item_for(staff, version.item_id, permission)
    return version


def version_to_see(staff: Staff, version_id: int) -> LibraryVersion:
    """A version of an item that a person writes or decides on. Raises NotFound."""
    rows = LibraryVersion.objects.select_related("item__home", "item__branch", "item__owner", "author", "reviewed_by")
    version = rows.filter(pk=version_id, item__in=workable(staff)).first()
    if version is None:
        raise NotFound
    return version


def readable_items(person: Person) -> QuerySet[LibraryItem]:
    """The items that a person may read as far as they are in force: their branches' and the whole bank's."""
    branches = branches_for(person, Permission.LIBRARY_VIEW)
    somewhere = LibraryItem.objects.filter(branch=None) if branches.exists() else LibraryItem.objects.none()
    return LibraryItem.objects.filter(
        Q(branch__in=branches) | Q(pk__in=somewhere.values("pk")), versions__status__in=IN_FORCE
    )


def check_may_make(staff: Staff, *, is_bank_wide: bool) -> None:
    """What counts for the whole bank is written at head office. Raises NotForWholeBank."""
    if is_bank_wide and not holds_for_bank(staff, Permission.LIBRARY_WRITE):
        raise NotForWholeBank


def may_see_pictures(staff: Staff, version_id: int) -> bool:
    """Whether a version's pictures are for this person: it is in force and readable, or theirs to work on."""
    versions = LibraryVersion.objects.filter(pk=version_id)
    if versions.filter(item__in=workable(staff).values("pk")).exists():
        return True
    return versions.filter(status__in=IN_FORCE, item__in=readable_items(staff).values("pk")).exists()
