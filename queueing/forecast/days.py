"""What the calendar says about days: weekday, place in the month, holidays and their neighbours."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from queueing.forecast.history import ONE_DAY, Flags, Numbers, Places

MONTH = 31
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days known to differ from the usual week: closed holidays, and weekends worked in exchange."""

    holidays: frozenset[dt.date] = field(default_factory=frozenset)
    swap_workdays: frozenset[dt.date] = field(default_factory=frozenset)

    def weekday(self, date: dt.date) -> int:
        """The weekday a date behaves like: a Saturday worked in exchange is a Friday, such a Sunday a Monday."""
        if date in self.swap_workdays and date.weekday() >= SATURDAY:
            return 4 if date.weekday() == SATURDAY else 0
        return date.weekday()


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row as columns, one entry for each day."""

    number: Numbers  # days since the first
    weekday: Places
    month_place: Numbers  # calendar days from the nearer end of the month
    work_place: Numbers  # working days from the nearer end of the month
    before: Numbers  # 1 before a holiday
    after: Numbers  # 1 after a holiday
    swap: Numbers  # 1 for a weekend worked in exchange

    def at(self, places: Places) -> Days:
        """Some of the days."""
        return Days(*(getattr(self, name)[places] for name in self.__slots__))


def describe(dates: Sequence[dt.date], known: Calendar, *, is_usual: Flags, is_missing: Flags) -> Days:
    """Describe days in a row. `is_usual` says which weekdays are open; `is_missing` which days of the past were not."""
    weekday = np.array([known.weekday(date) for date in dates], dtype=np.intp)
    free = is_missing | np.array([date in known.holidays for date in dates], dtype=bool)
    before, after = neighbours(free, is_usual[weekday])
    return Days(
        number=np.arange(len(dates), dtype=np.float64),
        weekday=weekday,
        month_place=np.array([month_place(date) for date in dates], dtype=np.float64),
        work_place=work_places(dates, is_usual),
        before=before,
        after=after,
        swap=np.array([date in known.swap_workdays for date in dates], dtype=np.float64),
    )


def neighbours(is_free: Flags, is_usual: Flags) -> tuple[Numbers, Numbers]:
    """Mark the usual days next to one that was free against the rule, weekends between them skipped."""
    before, after = np.zeros(len(is_free)), np.zeros(len(is_free))
    usual = np.flatnonzero(is_usual)
    for earlier, later in pairwise(usual):
        before[earlier], after[later] = is_free[later], is_free[earlier]
    return before, after


def month_place(date: dt.date) -> int:
    """1, 2, … from the month's beginning, or 31, 30, … from its end, whichever is nearer."""
    length = calendar.monthrange(date.year, date.month)[1]
    return date.day if date.day <= MONTH // 2 else date.day - length + MONTH


def work_places(dates: Sequence[dt.date], is_usual: Flags) -> Numbers:
    """1, 2, … for the first usual days of a month, -1, -2, … for the last."""
    months: dict[tuple[int, int], list[int]] = {}
    found = np.zeros(len(dates))
    for number, date in enumerate(dates):
        month = (date.year, date.month)
        if month not in months:
            months[month] = working_days(*month, is_usual)
        begun = sum(day <= date.day for day in months[month])
        left = sum(day >= date.day for day in months[month])
        found[number] = begun if begun <= left else -left
    return found


def working_days(year: int, month: int, is_usual: Flags) -> list[int]:
    """The days of a month on which the branch usually opens."""
    first = dt.date(year, month, 1)
    days = calendar.monthrange(year, month)[1]
    return [day + 1 for day in range(days) if is_usual[(first + day * ONE_DAY).weekday()]]
