"""Charts drawn by the server: bars by hour with their target lines, as positions that a template writes into SVG.

Across, places are per cent of the drawing, so that it fits every width while its text keeps its size. Down, they are
pixels from the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from lobby.branches.calendar import local, opening
from lobby.kpi.parts import Parts
from lobby.kpi.periods import Period
from lobby.kpi.readings import Reading, aims, reading, shown
from lobby.kpi.registry import Kpi

TOP = 24  # room for the number above the tallest bar
FLOOR = 204  # where bars stand
HEIGHT = 232  # with the hours below
CROWDED = 30  # bars whose numbers still stand apart
FILL = 0.7  # how much of an hour's place its bars take


@dataclass(frozen=True, slots=True)
class Series:
    """Readings of one figure by hour, with its target and the ceiling of its band."""

    name: str | Promise
    readings: Mapping[int, Reading]
    target: Decimal | None
    ceiling: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, and the middle of it for its number. `look` counts the series from 1."""

    look: int
    x: str
    width: str
    middle: str
    y: float
    height: float
    reading: Reading

    @property
    def text_y(self) -> float:
        """Where its number stands."""
        return self.y - 6


@dataclass(frozen=True, slots=True)
class Hour:
    """One hour: its label, its bars and, for the table, its readings in the order of the series."""

    label: str
    middle: str
    bars: list[Bar]
    readings: list[Reading | None]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """A target across the drawing."""

    look: int
    y: float
    text: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing and the table of the same numbers."""

    title: str | Promise
    series: Sequence[Series]
    hours: list[Hour]
    lines: list[TargetLine]

    height = HEIGHT
    floor = FLOOR

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw yet."""
        return not any(hour.bars for hour in self.hours)

    @property
    def is_crowded(self) -> bool:
        """Whether numbers above the bars would run into each other; the table has them all."""
        return len(self.hours) * len(self.series) > CROWDED


def by_hour(title: str | Promise, series: Sequence[Series], hours: Sequence[int]) -> Chart:
    """Draw series side by side over the given hours."""
    most = top_of(series)
    places = [place(number, hour, series, len(hours), most) for number, hour in enumerate(hours)]
    lines = [
        TargetLine(look, height_at(float(aim), most), _("target {target}").format(target=shown(aim)))
        for look, one in enumerate(series, start=1)
        for aim in (one.target, one.ceiling)
        if aim is not None
    ]
    return Chart(title, series, places, lines)


def place(number: int, hour: int, series: Sequence[Series], hours: int, most: float) -> Hour:
    """The bars of one hour, in the middle of its share of the width."""
    share = 100 / hours
    width = share * FILL / len(series)
    start = share * number + share * (1 - FILL) / 2
    found = [one.readings.get(hour) for one in series]
    bars = []
    for index, read in enumerate(found):
        if read is None or read.value is None:
            continue
        # Below zero there is no bar, only its number.
        x, y = start + width * index, height_at(max(0.0, float(read.value)), most)
        bars.append(Bar(index + 1, per_cent(x), per_cent(width * 0.94), per_cent(x + width * 0.47), y, FLOOR - y, read))
    return Hour(f"{hour}:00", per_cent(share * (number + 0.5)), bars, found)


def top_of(series: Iterable[Series]) -> float:
    """The value at the top of the drawing: above every bar and every target."""
    values = [float(read.value) for one in series for read in one.readings.values() if read.value is not None]
    targets = [float(one.target) for one in series if one.target is not None]
    return max([*values, *(1.15 * target for target in targets), 1.0])


def height_at(value: float, most: float) -> float:
    """Pixels from the top for a value."""
    return round(FLOOR - (FLOOR - TOP) * value / most, 1)


def per_cent(number: float) -> str:
    """A place across, never in the page's language: SVG wants a point."""
    return f"{number:.2f}%"


def series_of(kpi: Kpi, parts: Mapping[int, Parts], period: Period, name: str | Promise = "") -> Series:
    """A figure's parts by hour as a series."""
    readings = {hour: reading(kpi, one, period) for hour, one in parts.items()}
    return Series(name or kpi.name, readings, *aims(kpi, period))


def hours_of(period: Period, measured: Iterable[int]) -> list[int]:
    """The opening hours of the period's last day and every hour that has rows, in the order of the business day."""
    opens = opening(period.branch, period.last)
    hours = set(measured)
    if opens.opens_at is not None and opens.closes_at is not None:
        first, last = local(period.branch, opens.opens_at), local(period.branch, opens.closes_at)
        open_hours = int((last - first).total_seconds() // 3600) + bool(last.minute)
        hours |= {(first.hour + one) % 24 for one in range(max(1, open_hours))}
    begin = period.branch.day_starts_at.hour
    return sorted(hours, key=lambda hour: (hour - begin) % 24)
