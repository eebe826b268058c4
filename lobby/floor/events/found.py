"""News of found things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class FoundEvent(Event):
    """Something happened to a found thing."""

    subject_type: ClassVar[str] = "found"
    found: int
    kind: str
    device: str


@dataclass(frozen=True, kw_only=True)
class FoundLogged(FoundEvent):
    """Somebody found it."""

    type: ClassVar[str] = "found.logged"


@dataclass(frozen=True, kw_only=True)
class FoundEnded(FoundEvent):
    """It is not here any more."""

    type: ClassVar[str] = "found.ended"
    status: str


@dataclass(frozen=True, kw_only=True)
class FoundKeptOn(FoundEvent):
    """It is here after all."""

    type: ClassVar[str] = "found.kept_on"
