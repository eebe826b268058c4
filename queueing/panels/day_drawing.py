"""Drawings of a day in half hours: a band, lines and steps as SVG paths, written by a template.

Across, paths live in a drawing of 10 units a half hour that is stretched to the page; words and dots are placed in per
cent. Down, everything is pixels from the top.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

UNIT = 10
TOP = 14


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its number."""

    y: str
    text: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark at the middle of a half hour."""

    x: str
    y: str


@dataclass(frozen=True, slots=True)
class Frame:
    """A drawing's size: half hours across, `height` pixels down, `most` at the top."""

    slots: int
    height: int
    most: float

    @property
    def width(self) -> int:
        """Units across."""
        return max(1, self.slots) * UNIT

    def y(self, value: float) -> str:
        """Pixels from the top."""
        return f"{self.height - (self.height - TOP) * min(value, self.most) / self.most:.1f}"

    def middle(self, slot: float) -> str:
        """The middle of a half hour in per cent of the width."""
        return f"{100 * (slot + 0.5) / max(1, self.slots):.2f}%"

    def edge(self, slot: float) -> str:
        """The begin of a half hour in per cent of the width."""
        return f"{100 * slot / max(1, self.slots):.2f}%"

    def band(self, lows: Sequence[float], highs: Sequence[float]) -> str:
        """A closed path between two lines through the middles."""
        there = [f"{UNIT * (slot + 0.5):g} {self.y(value)}" for slot, value in enumerate(highs)]
        back = [f"{UNIT * (slot + 0.5):g} {self.y(value)}" for slot, value in reversed(list(enumerate(lows)))]
        return f"M{' L'.join([*there, *back])} Z" if there else ""

    def line(self, values: Sequence[float]) -> str:
        """A line through the middles."""
        points = [f"{UNIT * (slot + 0.5):g} {self.y(value)}" for slot, value in enumerate(values)]
        return f"M{' L'.join(points)}" if points else ""

    def steps(self, values: Sequence[float]) -> str:
        """A line that keeps its height for each half hour."""
        path = [f"{UNIT * slot:g} {self.y(value)} H{UNIT * (slot + 1):g}" for slot, value in enumerate(values)]
        return f"M{' L'.join(path)}" if path else ""

    def dots(self, values: Iterable[float | None]) -> list[Dot]:
        """A dot for each value that is known."""
        return [Dot(self.middle(slot), self.y(value)) for slot, value in enumerate(values) if value is not None]

    @property
    def ticks(self) -> list[Tick]:
        """Three or four round numbers."""
        step = next(step for step in ROUND if self.most / step <= 4)
        return [Tick(self.y(step * number), f"{step * number:g}") for number in range(int(self.most // step) + 1)]


ROUND = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 10_000, 100_000)


def frame(slots: int, height: int, *series: Iterable[float | None]) -> Frame:
    """A drawing high enough for every value."""
    values = [value for one in series for value in one if value is not None]
    return Frame(slots, height, max([*values, 1.0]) * 1.08)
