"""Fetching found things through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Staff
from lobby.floor.models import FoundItem


def found_for(staff: Staff, found_id: int) -> FoundItem:
    """A found thing of a branch whose things the person keeps (1–2 queries). Raises NotFound, Forbidden."""
    items = FoundItem.objects.filter(pk=found_id).select_related("branch")
    item = items.filter(branch__in=branches_for(staff, Permission.FOUND_KEEP)).first()
    if item is None:
        raise Forbidden if items.filter(branch__in=branches_for(staff)).exists() else NotFound
    return item
