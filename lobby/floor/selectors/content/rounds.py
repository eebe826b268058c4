"""The rounds of a branch's walls: entries with the version that is in force at the moment of asking."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from lobby.branches.calendar import local
from lobby.branches.models import Branch
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind
from lobby.floor.events.library import SUBJECT
from lobby.floor.models import Attachment, LibraryVersion, Playlist, PlaylistEntry
from lobby.floor.selectors.library import in_force

SECONDS = 12


@dataclass(frozen=True, slots=True)
class Slide:
    """An entry with the version that plays; `picture` is the id of its first picture."""

    entry: PlaylistEntry
    version: LibraryVersion
    picture: int | None = None

    @property
    def seconds(self) -> int:
        """How long it stays on the screen."""
        return int(self.version.extra.get("seconds") or SECONDS)

    @property
    def category(self) -> str:
        """Product, market or service tip."""
        return str(self.version.extra.get("category") or Category.SERVICE)

    @property
    def length(self) -> str:
        """`short`, `middle` or `long`: the longer the words, the smaller the type."""
        signs = len(self.version.body_zh) + len(self.version.body_en) // 2
        return "short" if signs <= 60 else "middle" if signs <= 150 else "long"


@dataclass(slots=True)
class Round:
    """What a playlist plays; `ended` are entries whose item has no version in force: they stay away by themselves."""

    playlist: Playlist
    slides: list[Slide] = field(default_factory=list)
    ended: list[PlaylistEntry] = field(default_factory=list)

    @property
    def missing(self) -> list[Category]:
        """The kinds of content that it does not hold (S161)."""
        held = {slide.category for slide in self.slides}
        return [category for category in Category if category not in held]

    @property
    def wall_code(self) -> str:
        """The wall's code, empty for every wall without a round of its own."""
        return self.playlist.wall.code if self.playlist.wall else ""

    @property
    def is_used(self) -> bool:
        """A wall's own playlist without entries gives way to the branch's."""
        return self.playlist.wall_id is None or bool(self.slides or self.ended)


def rounds(branch: Branch, *, at: dt.datetime) -> list[Round]:
    """Every playlist of a branch, the branch's own first, judged at `at` (4 queries)."""
    playlists = Playlist.objects.filter(branch=branch).select_related("wall", "changed_by").order_by("wall__code")
    found = {one.pk: Round(one) for one in playlists}
    entries = list(
        PlaylistEntry.objects.filter(playlist__branch=branch, removed_at=None)
        .select_related("item")
        .order_by("position", "pk")
    )
    items = {entry.item_id for entry in entries}
    versions = {one.item_id: one for one in in_force(ContentKind.WALL_CONTENT, branch, at).filter(item__in=items)}
    pictures = pictures_of(versions.values())
    for entry in entries:
        version = versions.get(entry.item_id)
        if version is None:
            found[entry.playlist_id].ended.append(entry)
        else:
            found[entry.playlist_id].slides.append(Slide(entry, version, pictures.get(version.pk)))
    return sorted(found.values(), key=lambda one: one.wall_code)


def pictures_of(versions: Iterable[LibraryVersion]) -> dict[int, int]:
    """The first picture of each version by the version's id (1 query)."""
    ids = [version.pk for version in versions]
    rows = Attachment.objects.filter(subject_type=SUBJECT, subject_id__in=ids, media_type="image/jpeg").order_by("-pk")
    return {int(version): picture for version, picture in rows.values_list("subject_id", "pk") if version is not None}


def round_of(rounds: Iterable[Round], code: str) -> Round | None:
    """What plays on a wall: its own round where it has one, else the branch's."""
    by_code = {one.wall_code: one for one in rounds if one.is_used}
    return by_code.get(code) or by_code.get("")


def is_due(entry: PlaylistEntry, branch: Branch, at: dt.datetime) -> bool:
    """Whether the entry's days and hours include the moment."""
    if (entry.starts_at and at < entry.starts_at) or (entry.ends_at and at >= entry.ends_at):
        return False
    if entry.from_time is None or entry.until_time is None:
        return True
    now = local(branch, at).time()
    if entry.from_time < entry.until_time:
        return entry.from_time <= now < entry.until_time
    return now >= entry.from_time or now < entry.until_time


def due_now(round_: Round | None, branch: Branch, at: dt.datetime) -> list[Slide]:
    """What should be playing at a moment."""
    return [slide for slide in round_.slides if is_due(slide.entry, branch, at)] if round_ else []
