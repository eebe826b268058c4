"""Fetching playlists and pictures through the person or the wall."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Device, Staff
from lobby.floor.enums.library import ContentKind
from lobby.floor.models import Attachment, PlaylistEntry
from lobby.floor.selectors.content.rounds import pictures_of
from lobby.floor.selectors.library import in_force


def entry_for(staff: Staff, entry_id: int) -> PlaylistEntry:
    """An entry of a playlist that the person decides on (1–2 queries). Raises NotFound, Forbidden."""
    entries = PlaylistEntry.objects.filter(pk=entry_id).select_related("playlist__branch", "playlist__wall", "item")
    entry = entries.filter(playlist__branch__in=branches_for(staff, Permission.CONTENT_PUBLISH)).first()
    if entry is not None:
        return entry
    if entries.filter(playlist__branch__in=branches_for(staff, Permission.FLOOR_VIEW)).exists():
        raise Forbidden
    raise NotFound


def picture_for(wall: Device, version_id: int, *, at: dt.datetime) -> Attachment:
    """The picture of wall content that is in force at the wall's branch and in a playlist there (3 queries).

    Raises NotFound: a wall sees nothing of the library beside what it plays.
    """
    playing = PlaylistEntry.objects.filter(playlist__branch=wall.branch_id, removed_at=None)
    versions = in_force(ContentKind.WALL_CONTENT, wall.branch, at).filter(item__in=playing.values("item"))
    version = versions.filter(pk=version_id).first()
    picture = pictures_of([version]).get(version.pk) if version else None
    if picture is None:
        raise NotFound
    return Attachment.objects.get(pk=picture)
