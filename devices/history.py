"""The history of a machine's state as a drawing: one lane for each business day, and the same in rows for its table.

Across, places are per cent of the day's true length, so a day of 23 or 25 hours fits as well. Nothing is drawn before
the first report and after the present moment.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from devices.enums import LEVELS, DeviceStatus
from devices.models.faults import Fault
from devices.models.spans import DeviceSpan
from devices.models.windows import MaintenanceWindow
from lobby.branches.calendar import day_bounds, local
from lobby.branches.models import Branch

DAY = dt.timedelta(days=1)
# What the page offers: today, a week, a month.
PERIODS = (1, 7, 30)
HOURS = (0, 6, 12, 18)
# A drawing of a day that changed more often than this shows the newest changes.
MOST_ROWS = 200
Kind = Literal["state", "fault", "planned"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a lane; `x` and `width` are per cent."""

    x: str
    width: str
    word: str
    since: dt.datetime
    until: dt.datetime
    status: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One business day."""

    day: dt.date
    states: list[Stretch]
    planned: list[Stretch]
    faults: list[Stretch]


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the table; `until` is None for what lasts."""

    kind: Kind
    mark: str
    word: str
    since: dt.datetime
    until: dt.datetime | None

    def seconds(self, at: dt.datetime) -> float:
        """How long it lasted, or has lasted so far."""
        return ((self.until or at) - self.since).total_seconds()


@dataclass(frozen=True, slots=True)
class Hour:
    """A label of the scale above the lanes."""

    x: str
    text: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes, newest day first, with the words of the states that occur and the rows of the table, newest first."""

    days: int
    lanes: list[Lane]
    hours: list[Hour]
    legend: list[DeviceStatus]
    rows: list[Row]
    more: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is known of the time."""
        return not self.rows


def draw(
    branch: Branch,
    days: list[dt.date],
    *,
    at: dt.datetime,
    spans: list[DeviceSpan],
    faults: list[Fault],
    planned: list[MaintenanceWindow],
) -> Timeline:
    """Draw days, the newest last, from what touches them; no query."""
    lanes = [lane(branch, day, at=at, spans=spans, faults=faults, planned=planned) for day in days]
    rows = sorted(rows_of(spans, faults, planned), key=lambda row: row.since, reverse=True)
    first = day_bounds(branch, days[0])[0]
    start, end = day_bounds(branch, days[-1])
    seen = {stretch.status for one in lanes for stretch in one.states}
    return Timeline(
        days=len(days),
        lanes=lanes[::-1],
        hours=[hour_at(branch, start + (end - start) * hour / 24, start, end) for hour in HOURS],
        legend=[status for status in DeviceStatus if status in seen],
        rows=[cut_row(row, first) for row in rows[:MOST_ROWS]],
        more=max(0, len(rows) - MOST_ROWS),
    )


def lane(
    branch: Branch,
    day: dt.date,
    *,
    at: dt.datetime,
    spans: Iterable[DeviceSpan],
    faults: Iterable[Fault],
    planned: Iterable[MaintenanceWindow],
) -> Lane:
    """What of everything lies within a day; the state and faults end now, what is planned may lie ahead."""
    start, end = day_bounds(branch, day)

    def stretch(since: dt.datetime, until: dt.datetime, word: str, status: str = "") -> Stretch | None:
        begins, ends = max(since, start), min(until, end)
        if begins >= ends:
            return None
        return Stretch(percent(begins, start, end), width(begins, ends, start, end), word, begins, ends, status)

    states = [stretch(one.starts_at, one.ends_at or at, one.get_status_display(), one.status) for one in spans]
    broken = [stretch(one.opened_at, mended_at(one) or at, one.get_kind_display()) for one in faults]
    windows = [stretch(one.starts_at, one.ends_at, one.reason) for one in planned]
    return Lane(day, *([one for one in found if one is not None] for found in (states, windows, broken)))


def mended_at(fault: Fault) -> dt.datetime | None:
    """When a fault was no more: it was mended, or found to be none."""
    return fault.fixed_at or fault.closed_at


def percent(moment: dt.datetime, start: dt.datetime, end: dt.datetime) -> str:
    """The place of a moment in a day."""
    return f"{100 * ((moment - start) / (end - start)):.3f}%"


def width(begins: dt.datetime, ends: dt.datetime, start: dt.datetime, end: dt.datetime) -> str:
    """The share of a time in a day."""
    return f"{100 * ((ends - begins) / (end - start)):.3f}%"


def hour_at(branch: Branch, moment: dt.datetime, start: dt.datetime, end: dt.datetime) -> Hour:
    """A label of the scale with the time of the newest day that stands there."""
    return Hour(percent(moment, start, end), f"{local(branch, moment):%H:%M}")


def rows_of(
    spans: Iterable[DeviceSpan], faults: Iterable[Fault], planned: Iterable[MaintenanceWindow]
) -> Iterable[Row]:
    """Everything as rows."""
    for span in spans:
        mark = LEVELS[DeviceStatus(span.status)]
        yield Row("state", mark, span.get_status_display(), span.starts_at, span.ends_at)
    for fault in faults:
        yield Row("fault", "attention", fault.get_kind_display(), fault.opened_at, mended_at(fault))
    for window in planned:
        yield Row("planned", "planned", window.reason, window.starts_at, window.ends_at)


def cut_row(row: Row, first: dt.datetime) -> Row:
    """A row from the beginning of the drawing on."""
    return row if row.since >= first else Row(row.kind, row.mark, row.word, first, row.until)
