"""What walls report they played: added up by the hour and the day, each play judged against what was asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from lobby.branches.calendar import business_date
from lobby.branches.models import Device
from lobby.floor.domain.alerts import policy_at
from lobby.floor.enums.library import ContentKind
from lobby.floor.errors.content import ReportInvalid
from lobby.floor.models import LibraryVersion, PlayHour, Playlist, PlaylistEntry
from lobby.floor.selectors.content.rounds import is_due
from lobby.live import journal

MOST_PLAYS = 200
MOST_SECONDS = 3600
# A wall keeps what it could not report for a day; its clock is the server's, give or take a moment.
OLDEST = dt.timedelta(hours=24)
AHEAD = dt.timedelta(seconds=60)
# What was withdrawn or taken out is on its way to the wall for so long.
ON_ITS_WAY = dt.timedelta(seconds=5)
KEPT = dt.timedelta(days=90)

ADD_HOURS = """
    INSERT INTO floor_playhour (wall_id, version_id, hour, first_at, last_at, plays, seconds, expired, unasked)
    SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::timestamptz[], %s::timestamptz[], %s::timestamptz[],
                         %s::int[], %s::int[], %s::int[], %s::int[])
    ON CONFLICT (wall_id, hour, version_id) DO UPDATE SET
        first_at = least(floor_playhour.first_at, excluded.first_at),
        last_at = greatest(floor_playhour.last_at, excluded.last_at),
        plays = floor_playhour.plays + excluded.plays, seconds = floor_playhour.seconds + excluded.seconds,
        expired = floor_playhour.expired + excluded.expired, unasked = floor_playhour.unasked + excluded.unasked
"""
ADD_DAY = """
    INSERT INTO floor_playday (branch_id, wall_id, day, plays, expired, unasked, is_fresh, last_at)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
    ON CONFLICT (branch_id, day, wall_id) DO UPDATE SET
        plays = floor_playday.plays + excluded.plays, expired = floor_playday.expired + excluded.expired,
        unasked = floor_playday.unasked + excluded.unasked, last_at = greatest(floor_playday.last_at, excluded.last_at),
        is_fresh = floor_playday.is_fresh AND excluded.is_fresh
"""


@dataclass(frozen=True, slots=True)
class Play:
    """One showing of a version."""

    version: int
    at: dt.datetime
    seconds: int


@dataclass(slots=True)
class Judged:
    """A play with what is wrong about it."""

    play: Play
    is_expired: bool
    is_unasked: bool


def report(wall: Device, plays: Sequence[Play], *, at: dt.datetime) -> int:
    """Add up what a wall played; returns how many plays were taken (6 statements, 1 when none can be).

    Plays of what is no wall content of the branch, older than a day or in the future are left out. Whoever calls makes a
    repeat harmless (`first_answer`). Raises ReportInvalid for more than a wall sends.
    """
    if len(plays) > MOST_PLAYS:
        raise ReportInvalid
    within = [play for play in plays if at - OLDEST <= play.at <= at + AHEAD and 0 < play.seconds <= MOST_SECONDS]
    with journal.unit(by=wall.actor, at=at):
        versions = versions_of(wall, within)
        taken = [play for play in within if play.version in versions]
        if not taken:
            return 0
        lists = playlists_of(wall, at=at)
        judged = [judge(play, versions[play.version], lists, wall) for play in taken]
        add_hours(wall, judged)
        add_day(wall, judged, lists, at=at)
    return len(taken)


def versions_of(wall: Device, plays: Iterable[Play]) -> dict[int, LibraryVersion]:
    """The wall content that the plays name, as far as it counts at the branch (1 query)."""
    here = Q(item__branch=None) | Q(item__branch=wall.branch_id)
    rows = LibraryVersion.objects.filter(here, item__kind=ContentKind.WALL_CONTENT, published_at__isnull=False)
    return {one.pk: one for one in rows.filter(pk__in={play.version for play in plays})}


@dataclass(slots=True)
class Lists:
    """The playlists a wall may play from, each with all the entries of the last day."""

    own: list[PlaylistEntry]
    common: list[PlaylistEntry]
    changed_at: dt.datetime | None

    def at(self, moment: dt.datetime) -> list[PlaylistEntry]:
        """The entries that counted at a moment: its own where it had any, else the branch's."""
        own = [entry for entry in self.own if was_in(entry, moment)]
        return own or [entry for entry in self.common if was_in(entry, moment)]


def playlists_of(wall: Device, *, at: dt.datetime) -> Lists:
    """Read them (2 queries)."""
    playlists = {
        one.wall_id: one for one in Playlist.objects.filter(Q(wall=wall) | Q(branch=wall.branch_id, wall=None))
    }
    lately = Q(removed_at=None) | Q(removed_at__gt=at - OLDEST - AHEAD)
    entries = list(PlaylistEntry.objects.filter(lately, playlist__in=playlists.values()))
    own, common = playlists.get(wall.pk), playlists.get(None)
    of_own = [entry for entry in entries if own is not None and entry.playlist_id == own.pk]
    is_own = any(entry.removed_at is None for entry in of_own)
    used = own if is_own else common
    return Lists(
        own=of_own,
        common=[entry for entry in entries if common is not None and entry.playlist_id == common.pk],
        changed_at=used.changed_at if used else None,
    )


def was_in(entry: PlaylistEntry, moment: dt.datetime) -> bool:
    """Whether the entry was in its playlist, or on its way out of it."""
    return entry.added_at <= moment and (entry.removed_at is None or moment < entry.removed_at + ON_ITS_WAY)


def judge(play: Play, version: LibraryVersion, lists: Lists, wall: Device) -> Judged:
    """Compare a play with what should have played."""
    asked = [entry for entry in lists.at(play.at) if entry.item_id == version.item_id]
    is_asked = any(is_due(entry, wall.branch, play.at) for entry in asked)
    has_ended = version.ended_at is not None and play.at >= version.ended_at + ON_ITS_WAY
    is_expired = version.expires_at is not None and play.at >= version.expires_at
    return Judged(play, is_expired=is_expired, is_unasked=not is_asked or has_ended)


def add_hours(wall: Device, judged: Iterable[Judged]) -> None:
    """Add plays to the rows of their hours (1 statement)."""
    rows: dict[tuple[dt.datetime, int], PlayHour] = {}
    for one in judged:
        play, hour = one.play, one.play.at.replace(minute=0, second=0, microsecond=0)
        fresh = PlayHour(hour=hour, first_at=play.at, last_at=play.at, plays=0, seconds=0)
        row = rows.setdefault((hour, play.version), fresh)
        row.first_at, row.last_at = min(row.first_at, play.at), max(row.last_at, play.at)
        row.plays += 1
        row.seconds += play.seconds
        row.expired += one.is_expired
        row.unasked += one.is_unasked
    names = ("first_at", "last_at", "plays", "seconds", "expired", "unasked")
    keys = sorted(rows)
    columns = [[wall.pk] * len(keys), [version for _hour, version in keys], [hour for hour, _version in keys]]
    columns += [[getattr(rows[key], name) for key in keys] for name in names]
    with connection.cursor() as cursor:
        cursor.execute(ADD_HOURS, columns)


def add_day(wall: Device, judged: Sequence[Judged], lists: Lists, *, at: dt.datetime) -> None:
    """Add plays to the wall's business day (2 statements)."""
    oldest = dt.timedelta(seconds=policy_at(wall.branch, at).content_max_age_s)
    is_fresh = lists.changed_at is not None and at - lists.changed_at <= oldest
    expired, unasked = sum(one.is_expired for one in judged), sum(one.is_unasked for one in judged)
    day = business_date(wall.branch, max(one.play.at for one in judged))
    values = [wall.branch_id, wall.pk, day, len(judged), expired, unasked, is_fresh, at]
    with connection.cursor() as cursor:
        cursor.execute(ADD_DAY, values)


def forget_plays(*, at: dt.datetime) -> int:
    """Delete hours older than three months; the days stay."""
    return PlayHour.objects.filter(hour__lt=at - KEPT).delete()[0]
