"""How many customers a day brings: a Gaussian process over the logarithm of day totals.

The covariance is a sum with a meaning for each part: weekday, place in the month (by the calendar and by working days,
which is where paydays and month ends show), neighbours of holidays, weekends worked in exchange, steps, and a level that
wanders and comes back. How strong each part is, is chosen for each log by its marginal likelihood; odd days (holidays
nobody told us of, outages) are given more noise instead of being believed. Rasmussen & Williams, Gaussian Processes for
Machine Learning (2006), ch. 2 and 5.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np

from queueing.forecast.days import MONTH, Days
from queueing.forecast.history import Numbers, Places
from queueing.forecast.steps import find_step

SEARCHED = 200  # the newest days decide how strong the parts are
ODD = 2.5  # standard deviations beyond which a day is believed less
DAYS_OF_MONTH = 30.4
WEEKDAY, COMMON, STEP, NEIGHBOUR = 1.0, 0.25, 0.25, 0.02  # variances of parts that are not searched
DRIFT, DRIFT_DAYS = 0.0025, 120.0  # weekdays change slowly


@dataclass(frozen=True, slots=True)
class Strengths:
    """Standard deviations (of logarithms) and reaches (days) of the parts."""

    noise: float = 0.07
    level: float = 0.1
    level_days: float = 21.0
    month: float = 0.02
    month_days: float = 3.0
    work: float = 0.02
    work_days: float = 1.5

    @property
    def surprise(self) -> float:
        """How far these are from what is usual; keeps short logs from wild explanations."""
        parts = (np.log(self.level / 0.1) / 1.5) ** 2, np.log(self.month / 0.02) ** 2, np.log(self.work / 0.02) ** 2
        return float(sum(parts)) / 2


CHOICES: dict[str, tuple[float, ...]] = {
    "noise": (0.02, 0.04, 0.07, 0.12, 0.2, 0.3),
    "level": (0.02, 0.05, 0.1, 0.2, 0.4),
    "month": (0.005, 0.02, 0.05, 0.1),
    "month_days": (1.5, 3.0, 5.0),
    "work": (0.003, 0.02, 0.05, 0.1),
    "work_days": (0.7, 1.5, 3.0),
}
SEARCH = ("noise", "level", "month", "month_days", "work", "work_days", "noise", "level")
REFINE = ("noise", "level")
# No log says how long its level keeps what it has gained. Three answers are averaged: a week, three weeks, and for good.
VIEWS: tuple[dict[str, float], ...] = ({"level_days": 7.0}, {"level_days": 21.0}, {"level_days": 200.0, "level": 0.05})


class Pairs:
    """Covariances between two sets of days."""

    def __init__(self, one: Days, other: Days, steps: Places, month_length: float) -> None:
        self.one, self.other, self.month_length = one, other, month_length
        self.steps = steps

    @cached_property
    def lag(self) -> Numbers:
        """Days between."""
        return np.abs(self.one.number[:, None] - self.other.number[None])

    @cached_property
    def fixed(self) -> Numbers:
        """The parts whose strength is not searched."""
        one, other = self.one, self.other
        same = (one.weekday[:, None] == other.weekday[None]).astype(np.float64)
        found = same * (WEEKDAY + DRIFT * np.exp(-self.lag / DRIFT_DAYS)) + COMMON
        for name in ("before", "after", "swap"):
            found += NEIGHBOUR * np.outer(getattr(one, name), getattr(other, name))
        for step in self.steps:
            found += STEP * np.outer(one.number >= step, other.number >= step)
        return found

    @cached_property
    def shapes(self) -> dict[tuple[str, float], Numbers]:
        """Parts of strength 1 by name and reach, filled as they are asked for."""
        return {}

    def shape(self, name: str, reach: float) -> Numbers:
        """A part of strength 1."""
        key = (name, reach)
        if key not in self.shapes:
            self.shapes[key] = self.drawn(name, reach)
        return self.shapes[key]

    def drawn(self, name: str, reach: float) -> Numbers:
        """Compute a part of strength 1."""
        if name == "level":
            return np.exp(-self.lag / reach)
        place, length = ("month_place", MONTH) if name == "month" else ("work_place", self.month_length)
        apart = np.abs(getattr(self.one, place)[:, None] - getattr(self.other, place)[None]) % length
        return np.exp(-0.5 * (np.minimum(apart, length - apart) / reach) ** 2)

    def covariance(self, strengths: Strengths) -> Numbers:
        """The sum of all parts but the noise."""
        found = self.fixed.copy()
        for name in ("level", "month", "work"):
            reach = getattr(strengths, f"{name}_days")
            found += getattr(strengths, name) ** 2 * self.shape(name, reach)
        return found


@dataclass(slots=True)
class Level:
    """Day totals of one series of counts, learned; totals are in customers a full day."""

    days: Days
    totals: Numbers
    strengths: Strengths = field(default_factory=Strengths)
    doubt: Numbers = field(init=False)
    steps: Places = field(init=False)
    seen: list[tuple[Strengths, Numbers]] | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        self.doubt = np.ones(len(self.totals))
        step = find_step(self.logs, self.days.weekday)
        self.steps = self.days.number[[] if step is None else [step]].astype(np.intp)

    @property
    def logs(self) -> Numbers:
        """Logarithms of the totals."""
        return np.log(self.totals)

    @property
    def trust(self) -> Numbers:
        """How far each day is believed, 0–1."""
        return 1 / self.doubt

    def pairs(self, one: Days, other: Days) -> Pairs:
        """Covariances for this series."""
        usual = len(np.unique(self.days.weekday))
        return Pairs(one, other, self.steps, round(usual * DAYS_OF_MONTH / 7))

    def learn(self, search: tuple[str, ...] = SEARCH, rounds: int = 2) -> Level:
        """Choose the strengths and find the odd days, in turn."""
        self.doubt = first_doubt(self.logs, self.days.weekday, self.days.number, self.steps)
        newest = np.arange(max(0, len(self.totals) - SEARCHED), len(self.totals))
        recent, whole = self.pairs(self.days.at(newest), self.days.at(newest)), self.pairs(self.days, self.days)
        for _ in range(rounds):
            self.strengths = self.best(recent, newest, search)
            for _ in range(2):
                self.doubt = self.doubted(whole)
        return self

    def best(self, pairs: Pairs, newest: Places, search: tuple[str, ...]) -> Strengths:
        """The most likely strengths, one after the other from those at hand."""
        best = self.strengths
        least = self.unlikeliness(pairs, newest, best)
        for name in search:
            for choice in CHOICES[name]:
                other = replace(best, **{name: choice})
                cost = self.unlikeliness(pairs, newest, other) if other != best else least
                if cost < least:
                    best, least = other, cost
        return best

    def unlikeliness(self, pairs: Pairs, newest: Places, strengths: Strengths) -> float:
        """Negative logarithm of the posterior, up to a constant."""
        lower = np.linalg.cholesky(self.with_noise(pairs, newest, strengths))
        white = np.linalg.solve(lower, self.logs[newest] - np.median(self.logs))
        return float(0.5 * white @ white + np.log(np.diag(lower)).sum() + strengths.surprise)

    def with_noise(self, pairs: Pairs, places: Places, strengths: Strengths) -> Numbers:
        """Covariance of what was seen on some days: a count's own noise (Poisson) is added to the day's."""
        found = pairs.covariance(strengths)
        noise = strengths.noise**2 * self.doubt[places] + 1 / self.totals[places]
        found[np.diag_indices_from(found)] += noise
        return found

    def doubted(self, pairs: Pairs) -> Numbers:
        """Doubt by how far each day is from what all others say of it."""
        everything = np.arange(len(self.totals))
        inverse = np.linalg.inv(self.with_noise(pairs, everything, self.strengths))
        variance = 1 / np.diag(inverse)
        apart = np.abs(inverse @ (self.logs - np.median(self.logs))) * variance
        believed = variance - self.strengths.noise**2 * (self.doubt - 1)
        return np.maximum(1, (apart / np.sqrt(believed) / ODD) ** 4)

    def forecast(self, days: Days) -> tuple[Numbers, Numbers]:
        """Median totals of days to come and the variance of their logarithms."""
        ahead = self.pairs(days, self.days)
        return self.averaged([(one, own, ahead.covariance(one)) for one, own in self.views()])

    def retold(self, places: Places, until: int) -> tuple[Numbers, Numbers]:
        """The same for some of its own days, as if only those before the place `until` were known."""
        return self.averaged([(one, own[:until, :until], own[places, :until]) for one, own in self.views()])

    def views(self) -> list[tuple[Strengths, Numbers]]:
        """The averaged strengths, each with the covariance of what was seen; computed once, after learning."""
        if self.seen is None:
            pairs, everything = self.pairs(self.days, self.days), np.arange(len(self.totals))
            several = [replace(self.strengths, **view) for view in VIEWS]
            self.seen = [(one, self.with_noise(pairs, everything, one)) for one in several]
        return self.seen

    def averaged(self, views: list[tuple[Strengths, Numbers, Numbers]]) -> tuple[Numbers, Numbers]:
        """The mean of what several strengths say, from the covariances of the seen and of the asked with the seen."""
        told = [self.told(*view) for view in views]
        logs = np.array([log for log, _ in told])
        return np.exp(logs.mean(0)), np.mean([variance for _, variance in told], axis=0) + logs.var(0)

    def told(self, strengths: Strengths, own: Numbers, cross: Numbers) -> tuple[Numbers, Numbers]:
        """Mean and variance of the asked logarithms under given strengths."""
        logs = self.logs[: len(own)]
        middle = float(np.median(logs))
        solved = np.linalg.solve(own, np.column_stack([logs - middle, cross.T]))
        before = WEEKDAY + DRIFT + COMMON + STEP * len(self.steps)
        before += strengths.level**2 + strengths.month**2 + strengths.work**2
        return middle + cross @ solved[:, 0], np.maximum(before - np.einsum("ij,ji->i", cross, solved[:, 1:]), 0)


def first_doubt(logs: Numbers, weekday: Places, number: Numbers, steps: Places) -> Numbers:
    """Doubt by the distance from the weekday's median, before anything is learned."""
    rest = logs.copy()
    stretch = np.searchsorted(steps, number, side="right")
    for part in np.unique(stretch):
        rest[stretch == part] -= np.median(rest[stretch == part])
    for day in np.unique(weekday):
        rest[weekday == day] -= np.median(rest[weekday == day])
    spread = 1.4826 * float(np.median(np.abs(rest))) + 0.02
    return np.maximum(1, (np.abs(rest) / spread / ODD) ** 4)
