"""People at windows through one day, as plain values: spans at the counter and the breaks in them.

Moments are seconds from a midnight or an epoch, the same in one day; half hours and quarters count from `Day.begins`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from queueing.staffing.needs import SLOT_S, Group
from queueing.staffing.playing import Span

QUARTER_S = SLOT_S // 2


@dataclass(frozen=True, slots=True)
class Pause:
    """A break. `earliest` and `latest` bound where it may begin; equal ones pin it."""

    key: Hashable
    starts: float
    ends: float
    earliest: float
    latest: float

    def at(self, starts: float) -> Pause:
        """The same break begun at another moment."""
        return replace(self, starts=starts, ends=starts + self.ends - self.starts)

    def overlaps(self, other: Pause) -> bool:
        """Whether two breaks have time in common."""
        return self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a window from `opens` to `closes`, serving what the window and the person have in common."""

    key: Hashable
    services: Group
    opens: float
    closes: float
    pauses: tuple[Pause, ...] = ()

    def is_open(self, starts: float, ends: float) -> bool:
        """Whether the window serves through the whole stretch."""
        is_away = any(pause.starts < ends and starts < pause.ends for pause in self.pauses)
        return self.opens <= starts and ends <= self.closes and not is_away

    def moved(self, pause: Pause, starts: float) -> Person:
        """The same person with one break begun at another moment."""
        pauses = [one.at(starts) if one.key == pause.key else one for one in self.pauses]
        return replace(self, pauses=tuple(sorted(pauses, key=lambda one: one.starts)))

    def away(self, pause: Pause) -> Person:
        """The same person with one break more."""
        return replace(self, pauses=tuple(sorted([*self.pauses, pause], key=lambda one: one.starts)))

    def spans(self) -> list[Span]:
        """The stretches at the window."""
        found, opens = [], self.opens
        for pause in sorted(self.pauses, key=lambda one: one.starts):
            if pause.starts > opens:
                found.append(Span(self.key, self.services, opens, pause.starts))
            opens = max(opens, pause.ends)
        if self.closes > opens:
            found.append(Span(self.key, self.services, opens, self.closes))
        return found


@dataclass(frozen=True, slots=True)
class Day:
    """The half hours of a day."""

    begins: float
    slots: int

    @property
    def quarters(self) -> list[float]:
        """The moments at which quarters begin."""
        return [self.begins + QUARTER_S * number for number in range(2 * self.slots)]

    def slot_of(self, quarter: float) -> int:
        """The half hour that a quarter is in."""
        return int((quarter - self.begins) // SLOT_S)


def open_in(people: Iterable[Person], quarter: float) -> list[Person]:
    """Who serves through a quarter of an hour."""
    return [person for person in people if person.is_open(quarter, quarter + QUARTER_S)]


def open_counts(people: Sequence[Person], day: Day) -> list[int]:
    """Windows open in each half hour: in the worse of its two quarters."""
    counts = [len(open_in(people, quarter)) for quarter in day.quarters]
    return [min(counts[2 * slot], counts[2 * slot + 1]) for slot in range(day.slots)]
