"""News of the day's smaller nouns: who is in which zone, what people work on, the note between shifts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ZoneEntered(Event):
    """Somebody looks after a zone."""

    type: ClassVar[str] = "zone.entered"
    subject_type: ClassVar[str] = "zone"
    zone: int
    staff: int


@dataclass(frozen=True, kw_only=True)
class ZoneLeft(ZoneEntered):
    """Somebody does not look after a zone any more."""

    type: ClassVar[str] = "zone.left"


@dataclass(frozen=True, kw_only=True)
class ActivityStarted(Event):
    """Somebody works on something else now."""

    type: ClassVar[str] = "activity.started"
    subject_type: ClassVar[str] = "activity"
    activity: int
    staff: int
    kind: str


@dataclass(frozen=True, kw_only=True)
class ActivityEnded(ActivityStarted):
    """It is over, by hand, by the next one, or at the close of the day."""

    type: ClassVar[str] = "activity.ended"


@dataclass(frozen=True, kw_only=True)
class HandoverWritten(Event):
    """Whoever leaves wrote a note, or wrote it anew; the words are in the row."""

    type: ClassVar[str] = "handover.written"
    subject_type: ClassVar[str] = "handover"
    handover: int


@dataclass(frozen=True, kw_only=True)
class HandoverAcknowledged(HandoverWritten):
    """Whoever comes has read it."""

    type: ClassVar[str] = "handover.acknowledged"
