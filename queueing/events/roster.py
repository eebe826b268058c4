"""News of the roster. Times are those of the shift or break; never a name."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event
from queueing.events.counters import CounterEvent


@dataclass(frozen=True, kw_only=True)
class ShiftEvent(Event):
    """Something happened to a shift."""

    subject_type: ClassVar[str] = "shift"
    shift: int
    staff: int
    date: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class ShiftPlanned(ShiftEvent):
    """Somebody was put on the roster."""

    type: ClassVar[str] = "roster.shift_planned"
    post: str
    counter: int | None


@dataclass(frozen=True, kw_only=True)
class ShiftCancelled(ShiftEvent):
    """A shift that had not begun was taken back."""

    type: ClassVar[str] = "roster.shift_cancelled"


@dataclass(frozen=True, kw_only=True)
class ShiftAssigned(ShiftEvent):
    """The person of a shift stands elsewhere from now on."""

    type: ClassVar[str] = "roster.shift_assigned"
    post: str
    counter: int | None


@dataclass(frozen=True, kw_only=True)
class BreakPlanned(ShiftEvent):
    """A break was added; the times are the break's."""

    type: ClassVar[str] = "roster.break_planned"
    kind: str


@dataclass(frozen=True, kw_only=True)
class BreakMoved(ShiftEvent):
    """A break begins at another time; the times are the new ones."""

    type: ClassVar[str] = "roster.break_moved"
    kind: str
    was_at: dt.datetime


@dataclass(frozen=True, kw_only=True)
class BreakCancelled(ShiftEvent):
    """A break was taken back."""

    type: ClassVar[str] = "roster.break_cancelled"
    kind: str


@dataclass(frozen=True, kw_only=True)
class CounterMoved(CounterEvent):
    """A teller took the running session to another counter, with the skills that count there."""

    type: ClassVar[str] = "counter.moved"
    was_at: int
