"""News of counters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CounterEvent(Event):
    """Something happened to a counter."""

    subject_type: ClassVar[str] = "counter"
    counter: int
    code: str
    staff: int


@dataclass(frozen=True, kw_only=True)
class CounterOpened(CounterEvent):
    """A teller opened a counter."""

    type: ClassVar[str] = "counter.opened"


@dataclass(frozen=True, kw_only=True)
class CounterPaused(CounterEvent):
    """A counter takes a pause."""

    type: ClassVar[str] = "counter.paused"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CounterResumed(CounterEvent):
    """A paused counter serves again."""

    type: ClassVar[str] = "counter.resumed"


@dataclass(frozen=True, kw_only=True)
class CounterClosed(CounterEvent):
    """A counter session ended; `reason` when somebody else ended it."""

    type: ClassVar[str] = "counter.closed"
    reason: str = ""
