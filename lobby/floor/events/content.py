"""News of what the screens play."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class PlaylistArranged(Event):
    """What a wall, or every wall of the branch, plays was changed."""

    type: ClassVar[str] = "content.arranged"
    subject_type: ClassVar[str] = "playlist"
    playlist: int


@dataclass(frozen=True, kw_only=True)
class ContentChanged(Event):
    """An item that the branch plays counts no more, or in another version."""

    type: ClassVar[str] = "content.changed"
    subject_type: ClassVar[str] = "branch"
    branch: int
    item: str


@dataclass(frozen=True, kw_only=True)
class NoticesChanged(Event):
    """What takes the screens at once is to be asked for again."""

    type: ClassVar[str] = "content.notices"
    subject_type: ClassVar[str] = "branch"
    branch: int
