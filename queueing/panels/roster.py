"""What the roster shows (BH-4): people and their breaks along the day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from lobby.branches.enums import BreakKind, Post
from lobby.branches.models import Break, Shift
from queueing.panels.plan import clock
from queueing.selectors.staffing import DayView
from queueing.staffing.needs import SLOT_S
from queueing.staffing.people import QUARTER_S

HOUR_S = 3600


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours that are drawn, in seconds since the epoch."""

    begins: float
    ends: float

    def place(self, at: float) -> str:
        """A moment in per cent of the width."""
        return f"{100 * (at - self.begins) / (self.ends - self.begins):.3f}%"

    def length(self, starts: float, ends: float) -> str:
        """A stretch in per cent of the width."""
        return f"{100 * (ends - starts) / (self.ends - self.begins):.3f}%"


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch on the line of a person. A break has its `pk`, the `address` that chooses it and its begin on the clock."""

    x: str
    width: str
    words: str
    kind: str
    pk: int = 0
    address: str = ""
    starts: str = ""
    is_movable: bool = False
    is_chosen: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One shift of one person."""

    shift: Shift
    times: str
    where: str
    address: str
    bar: Bar
    breaks: list[Bar]
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Trial:
    """A change that is looked at and not yet made."""

    shift: Shift
    pause: Break | None
    words: str
    refusal: str
    is_changed: bool


def timeline(view: DayView, trial: Trial | None, at: dt.datetime) -> dict[str, Any]:
    """Everybody's line with the hours above."""
    axis = axis_of(view)
    hours = [
        {"x": axis.place(at_hour), "text": clock(view.place.branch, at_hour)}
        for at_hour in quarters(axis.begins, axis.ends, HOUR_S)
    ]
    now = at.timestamp()
    return {
        "lines": [line_of(view, shift, axis, trial, at) for shift in view.shifts],
        "hours": hours[:: 1 if len(hours) <= 15 else 2],
        "now_x": axis.place(now) if axis.begins <= now <= axis.ends else "",
        "quarter": axis.length(0, QUARTER_S),
    }


def axis_of(view: DayView) -> Axis:
    """From the first shift to the last, in whole hours; the opening on a day without shifts."""
    begins = min((shift.starts_at.timestamp() for shift in view.shifts), default=view.day.begins)
    ends = max(
        (shift.ends_at.timestamp() for shift in view.shifts), default=view.day.begins + SLOT_S * max(1, view.day.slots)
    )
    return Axis(begins // HOUR_S * HOUR_S, -(-ends // HOUR_S) * HOUR_S)


def quarters(begins: float, ends: float, step: float) -> list[float]:
    """Moments from begin to end in steps, both ends included."""
    return [begins + step * number for number in range(int((ends - begins) // step) + 1)]


def line_of(view: DayView, shift: Shift, axis: Axis, trial: Trial | None, at: dt.datetime) -> Line:
    """One person's line."""
    branch, opens, closes = view.place.branch, shift.starts_at.timestamp(), shift.ends_at.timestamp()
    times = f"{clock(branch, opens)}–{clock(branch, closes)}"
    chosen = trial is not None and trial.shift.pk == shift.pk
    return Line(
        shift,
        times,
        where_of(shift),
        address_of(view, shift=shift.pk),
        Bar(axis.place(opens), axis.length(opens, closes), times, shift.post),
        [break_of(view, one, axis, trial, at) for one in shift.breaks.all()],
        chosen and trial is not None and trial.pause is None,
    )


def break_of(view: DayView, one: Break, axis: Axis, trial: Trial | None, at: dt.datetime) -> Bar:
    """A break on its person's line."""
    starts, ends = one.starts_at.timestamp(), one.ends_at.timestamp()
    words = f"{one.get_kind_display()} {clock(view.place.branch, starts)}–{clock(view.place.branch, ends)}"
    is_movable = one.kind != BreakKind.SUPPORT and one.starts_at > at
    is_chosen = trial is not None and trial.pause is not None and trial.pause.pk == one.pk
    return Bar(
        axis.place(starts),
        axis.length(starts, ends),
        words,
        one.kind,
        pk=one.pk,
        address=address_of(view, pause=one.pk),
        starts=clock(view.place.branch, starts),
        is_movable=is_movable or is_chosen,
        is_chosen=is_chosen,
    )


def where_of(shift: Shift) -> str:
    """A post in words."""
    if shift.post == Post.COUNTER and shift.counter is not None:
        return shift.counter.name
    duty = f" · {shift.get_duty_display()}" if shift.duty else ""
    return f"{shift.get_post_display()}{duty}"


def address_of(view: DayView, **values: object) -> str:
    """The query of the page that looks at something."""
    query = QueryDict(mutable=True)
    query.update({"day": f"{view.date:%Y-%m-%d}", **{name: str(value) for name, value in values.items()}})
    return f"?{query.urlencode()}"
