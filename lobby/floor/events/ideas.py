"""News of the idea box."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class IdeaEvent(Event):
    """Something happened to an idea."""

    subject_type: ClassVar[str] = "idea"
    idea: int


@dataclass(frozen=True, kw_only=True)
class IdeaSubmitted(IdeaEvent):
    """Somebody handed it in."""

    type: ClassVar[str] = "idea.submitted"
    source: str


@dataclass(frozen=True, kw_only=True)
class IdeaDecided(IdeaEvent):
    """Its state changed."""

    type: ClassVar[str] = "idea.decided"
    status: str
