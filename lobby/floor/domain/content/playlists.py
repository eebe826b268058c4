"""Arranging what a wall, or every wall of the branch, plays."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max, QuerySet

from lobby.branches.actors import Actor
from lobby.branches.enums import DeviceKind
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Device
from lobby.floor.domain.alerts import policy_at
from lobby.floor.domain.content.freshness import freshened, start_clock
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors import TooLate
from lobby.floor.errors.content import EntryGone, NotWallContent, PlayedAlready, PlaylistFull, SpanInvalid
from lobby.floor.events.content import PlaylistArranged
from lobby.floor.models import LibraryItem, Playlist, PlaylistEntry
from lobby.floor.selectors.library import in_force
from lobby.live import journal

MOST = 60


def playlist_of(branch: Branch, *, by: Actor, at: dt.datetime, wall: Device | None = None) -> Playlist:
    """The playlist of a wall or of all walls; an empty one is made where there is none. Raises NotFound for other walls."""
    if wall is not None and (wall.branch_id != branch.pk or wall.kind != DeviceKind.WALL):
        raise NotFound
    with journal.unit(by=by, at=at):
        defaults = {"changed_at": at, "changed_by_id": by.staff_id}
        playlist, is_new = Playlist.objects.get_or_create(branch=branch, wall=wall, defaults=defaults)
        if is_new:
            start_clock(playlist, at=at)
            tell(playlist)
    return playlist


def add(playlist: Playlist, item: LibraryItem, *, by: Actor, at: dt.datetime) -> PlaylistEntry:
    """Play an item at the end of the round. Raises NotWallContent, PlayedAlready, PlaylistFull."""
    with journal.unit(by=by, at=at):
        playlist = locked(playlist)
        if not in_force(ContentKind.WALL_CONTENT, playlist.branch, at).filter(item=item).exists():
            raise NotWallContent
        entries = playing(playlist)
        if entries.filter(item=item).exists():
            raise PlayedAlready
        if entries.count() >= MOST:
            raise PlaylistFull(most=MOST)
        last = entries.aggregate(last=Max("position"))["last"] or 0
        entry = PlaylistEntry.objects.create(playlist=playlist, item=item, position=last + 1, added_at=at)
        freshened(playlist, by=by, at=at)
        tell(playlist)
    return entry


def remove(entry: PlaylistEntry, *, by: Actor, at: dt.datetime) -> PlaylistEntry:
    """Play it no more; its row stays, so that it is known what should have played. Raises EntryGone."""
    with journal.unit(by=by, at=at):
        playlist = locked(entry.playlist)
        entry = current(entry)
        entry.removed_at, entry.removed_by_id = at, by.staff_id
        entry.save(update_fields=["removed_at", "removed_by"])
        freshened(playlist, by=by, at=at)
        tell(playlist)
    return entry


def restore(entry: PlaylistEntry, *, by: Actor, at: dt.datetime) -> PlaylistEntry:
    """Take one's own removing back. Raises EntryGone, TooLate."""
    with journal.unit(by=by, at=at):
        playlist = locked(entry.playlist)
        entry = PlaylistEntry.objects.get(pk=entry.pk)
        if entry.removed_at is None or entry.removed_by_id != by.staff_id or by.staff_id is None:
            raise EntryGone
        if playing(playlist).filter(item=entry.item_id).exists():
            raise PlayedAlready
        if at - entry.removed_at > dt.timedelta(seconds=policy_at(playlist.branch, at).undo_within_s):
            raise TooLate
        entry.removed_at, entry.removed_by_id = None, None
        entry.save(update_fields=["removed_at", "removed_by"])
        tell(playlist)
    return entry


def shift(entry: PlaylistEntry, *, by: Actor, at: dt.datetime, steps: int) -> PlaylistEntry:
    """Play it earlier (negative) or later in the round; past an end nothing happens. Raises EntryGone."""
    with journal.unit(by=by, at=at):
        playlist = locked(entry.playlist)
        entry = current(entry)
        order = list(playing(playlist))
        place = order.index(entry)
        order.insert(max(0, min(len(order) - 1, place + steps)), order.pop(place))
        for position, one in enumerate(order, start=1):
            one.position = position
        PlaylistEntry.objects.bulk_update(order, ["position"])
        tell(playlist)
    return next(one for one in order if one.pk == entry.pk)


def limit(
    entry: PlaylistEntry,
    *,
    by: Actor,
    at: dt.datetime,
    starts_at: dt.datetime | None = None,
    ends_at: dt.datetime | None = None,
    from_time: dt.time | None = None,
    until_time: dt.time | None = None,
) -> PlaylistEntry:
    """Play it on some days or at some hours only; nothing given = always. Raises EntryGone, SpanInvalid."""
    if (from_time is None) != (until_time is None) or (from_time is not None and from_time == until_time):
        raise SpanInvalid
    if starts_at is not None and ends_at is not None and ends_at <= starts_at:
        raise SpanInvalid
    with journal.unit(by=by, at=at):
        playlist = locked(entry.playlist)
        entry = current(entry)
        entry.starts_at, entry.ends_at, entry.from_time, entry.until_time = starts_at, ends_at, from_time, until_time
        entry.save(update_fields=["starts_at", "ends_at", "from_time", "until_time"])
        tell(playlist)
    return entry


def playing(playlist: Playlist) -> QuerySet[PlaylistEntry]:
    """The entries of the round, in order."""
    return PlaylistEntry.objects.filter(playlist=playlist, removed_at=None).order_by("position", "pk")


def current(entry: PlaylistEntry) -> PlaylistEntry:
    """The entry as it is now (1 query). Raises EntryGone."""
    found = PlaylistEntry.objects.filter(pk=entry.pk, removed_at=None).first()
    if found is None:
        raise EntryGone
    return found


def locked(playlist: Playlist) -> Playlist:
    """Read the playlist again with its row locked (1 statement)."""
    return Playlist.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=playlist.pk)


def tell(playlist: Playlist) -> None:
    """The walls ask again."""
    journal.record(PlaylistArranged(branch_id=playlist.branch_id, playlist=playlist.pk))
