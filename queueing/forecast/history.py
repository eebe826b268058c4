"""What is known of the past: counts of each service by day and slot, with holes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Places = npt.NDArray[np.intp]

DAY_MINUTES = 24 * 60
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class History:
    """Counts of `services` from the day `first` on, in slots of `minutes` by the wall clock.

    `counts` and `is_open` are (services, days, slots). A count is NaN where nothing is known; only open slots count.
    """

    services: tuple[str, ...]
    first: dt.date
    minutes: int
    counts: Numbers
    is_open: Flags

    @property
    def days(self) -> int:
        """How many days it spans, closed and missing ones included."""
        return self.counts.shape[1]

    @property
    def end(self) -> dt.date:
        """The day after the last."""
        return self.first + self.days * ONE_DAY

    @property
    def dates(self) -> list[dt.date]:
        """Every day it spans."""
        return [self.first + number * ONE_DAY for number in range(self.days)]

    def known(self, service: int) -> Numbers:
        """Counts of one service in open slots, NaN elsewhere: (days, slots)."""
        return np.where(self.is_open[service], self.counts[service], np.nan)


def empty(services: tuple[str, ...], first: dt.date, days: int, minutes: int) -> History:
    """A history in which nothing is known yet."""
    shape = (len(services), days, DAY_MINUTES // minutes)
    return History(services, first, minutes, np.full(shape, np.nan), np.zeros(shape, dtype=bool))
