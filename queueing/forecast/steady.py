"""Day totals where there is too little to learn from: few days, or few customers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queueing.forecast.days import Days
from queueing.forecast.history import Numbers, Places

HALF_LIFE = 28.0  # days
PRIOR_DAYS = 2.0  # the mean of all weekdays counts as much as so many days of one
UNSURE = 0.15  # variance of the logarithm with one day; with n days a n-th of it


@dataclass(slots=True)
class Steady:
    """Weighted means of the weekdays, each drawn to the mean of all."""

    days: Days
    totals: Numbers

    @property
    def trust(self) -> Numbers:
        """Every day is believed."""
        return np.ones(len(self.totals))

    @property
    def steps(self) -> Numbers:
        """It sees no steps."""
        return np.zeros(0)

    def forecast(self, days: Days) -> tuple[Numbers, Numbers]:
        """Mean totals of days to come and the variance of their logarithms."""
        return means(self.days, self.totals, days.weekday)

    def retold(self, places: Places, until: int) -> tuple[Numbers, Numbers]:
        """The same for some of its own days, as if only those before the place `until` were known."""
        return means(self.days.at(np.arange(until)), self.totals[:until], self.days.weekday[places])


def means(past: Days, totals: Numbers, weekdays: Places) -> tuple[Numbers, Numbers]:
    """Weighted means of weekdays, drawn to the common one, and how unsure their logarithms are."""
    weight = 0.5 ** ((past.number[-1] - past.number) / HALF_LIFE)
    common = float(weight @ totals / weight.sum())
    found = np.zeros(len(weekdays))
    for place, weekday in enumerate(weekdays):
        mine = weight * (past.weekday == weekday)
        found[place] = (mine @ totals + PRIOR_DAYS * common) / (mine.sum() + PRIOR_DAYS)
    return found, np.full(len(found), UNSURE / weight.sum())
