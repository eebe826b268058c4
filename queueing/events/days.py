"""News of business days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class DayEvent(Event):
    """Something happened to a business day."""

    subject_type: ClassVar[str] = "day"
    day: int
    date: str


@dataclass(frozen=True, kw_only=True)
class DayBegun(DayEvent):
    """The first ticket of a business day is on its way."""

    type: ClassVar[str] = "day.begun"


@dataclass(frozen=True, kw_only=True)
class DayClosed(DayEvent):
    """A business day was closed; `settled` open tickets were ended."""

    type: ClassVar[str] = "day.closed"
    settled: int


@dataclass(frozen=True, kw_only=True)
class IssuingStopped(DayEvent):
    """Issuing was stopped by hand for the rest of the day."""

    type: ClassVar[str] = "issuing.stopped"
    reason: str


@dataclass(frozen=True, kw_only=True)
class IssuingResumed(DayEvent):
    """Issuing goes on."""

    type: ClassVar[str] = "issuing.resumed"
