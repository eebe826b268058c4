"""The forecaster: day totals × profile, with bands from what it would have got wrong before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from queueing.forecast import bands, profile
from queueing.forecast.bands import Bands, Errors
from queueing.forecast.days import Calendar, Days, describe
from queueing.forecast.history import ONE_DAY, Flags, History, Numbers, Places
from queueing.forecast.level import REFINE, Level, Strengths
from queueing.forecast.profile import OPEN_SHARE, Profiles
from queueing.forecast.steady import Steady

MOST_DAYS = 400  # older days are not looked at
USUAL_DAYS = 70  # the newest days say on which weekdays the branch opens
LEAST_COVERED = 0.3  # a day of which less is known says nothing of its total
LEAST_DAYS, LEAST_TOTAL = 8, 12.0  # fewer days, or customers a day, are not worth a process of their own
MISSING = 0.5  # a day with so small a part of its weekday's median was a holiday or an outage
LEAD_DAYS = 14
ORIGINS, ORIGIN_GAP, LEAST_BEFORE_ORIGIN = 8, 7, 14


@dataclass(frozen=True, slots=True)
class Outlook:
    """Expected arrivals of one service by day and slot: (days, slots)."""

    p10: Numbers
    p50: Numbers
    p90: Numbers
    mean: Numbers


@dataclass(slots=True)
class Series:
    """One service's past: its open counts, and the totals of the days that tell one."""

    known: Numbers
    days: Days
    is_usual: Flags
    places: Places  # days with a total
    totals: Numbers


@dataclass(slots=True)
class Learned:
    """What was learned of one service."""

    series: Series
    level: Level | Steady
    profiles: Profiles
    bands: Bands


@dataclass(slots=True)
class Forecaster:
    """Learns every service of a branch from its history and forecasts the days after it.

    `calendar` tells holidays and exchanged workdays where they are known. `factors` are what people typed in for past
    days: their counts are learned as if nothing had been in the way.
    """

    calendar: Calendar = field(default_factory=Calendar)
    factors: Mapping[dt.date, float] = field(default_factory=dict)
    history: History = field(init=False)
    learned: list[Learned | None] = field(init=False, default_factory=list)

    def learn(self, history: History) -> Forecaster:
        """Learn; services of which nothing is known are forecast as nobody."""
        self.history = newest(history)
        strengths = self.common_strengths()
        self.learned = [
            learn_series(series, strengths)
            for series in (self.series(self.history.known(one)) for one in range(len(self.history.services)))
        ]
        return self

    def common_strengths(self) -> Strengths | None:
        """What all services together say of how strong the parts are; None for a single service, which says it itself."""
        if len(self.history.services) < 2:
            return None
        known = [self.history.known(one) for one in range(len(self.history.services))]
        together = np.where(np.all(np.isnan(known), axis=0), np.nan, np.nansum(known, axis=0))
        series = self.series(together)
        return Level(series.days.at(series.places), series.totals).learn().strengths if is_rich(series) else None

    def series(self, known: Numbers) -> Series:
        """A service's past with its day totals."""
        dates = self.history.dates
        known = known / np.array([self.factors.get(date, 1.0) for date in dates])[:, None]
        weekday = np.array([self.calendar.weekday(date) for date in dates], dtype=np.intp)
        raw = np.nansum(known, axis=1)
        is_seen: Flags = np.any(~np.isnan(known), axis=1)
        is_usual, is_missing = usual_weekdays(weekday, is_seen), missing_days(weekday, is_seen, raw)
        days = describe(dates, self.calendar, is_usual=is_usual, is_missing=is_missing)
        places = np.flatnonzero(is_seen)
        totals = full_totals(known, weekday, places)
        told = totals >= 0
        return Series(known, days, is_usual, places[told], totals[told])

    def outlook(self, service: int, dates: Sequence[dt.date], is_open: Flags | None = None) -> Outlook:
        """Forecast one service on days after the history; `is_open` (days, slots), else what is usual there."""
        learned = self.learned[service]
        shape = (len(dates), self.history.counts.shape[2])
        if learned is None:
            return Outlook(*np.zeros((4, *shape)))
        first = (dates[0] - self.history.first).days
        days = self.ahead(learned.series, dates, first)
        open_slots = self.usual_open(service, dates) if is_open is None else is_open
        totals, unsure = learned.level.forecast(days)
        said = totals[:, None] * learned.profiles.over(days.weekday, open_slots)
        quantiles, mean = learned.bands.around(said, np.broadcast_to(unsure[:, None], shape))
        return Outlook(*(np.where(open_slots, one, 0.0) for one in (*quantiles, mean)))

    def ahead(self, series: Series, dates: Sequence[dt.date], first: int) -> Days:
        """The days to forecast, numbered on from the history; a holiday just before them is seen."""
        whole = [self.history.first + number * ONE_DAY for number in range(first + len(dates))]
        missing = np.zeros(len(whole), dtype=bool)
        days = describe(
            whole[-len(dates) - 7 :], self.calendar, is_usual=series.is_usual, is_missing=missing[-len(dates) - 7 :]
        )
        days = days.at(np.arange(len(days.number))[-len(dates) :])
        days.number[:] = np.arange(first, first + len(dates))
        return days

    def usual_open(self, service: int, dates: Sequence[dt.date]) -> Flags:
        """Which slots are usually open on each date: (days, slots). Known holidays are closed."""
        learned = self.learned[service]
        if learned is None:
            return np.zeros((len(dates), self.history.counts.shape[2]), dtype=bool)
        asked = {self.calendar.weekday(date) for date in self.history.dates}
        # A weekday that no date of so short a history fell on is taken to be like the others.
        others = learned.profiles.is_open[sorted(asked)].max(axis=0) >= OPEN_SHARE
        flags = []
        for date in dates:
            weekday = self.calendar.weekday(date)
            usual = learned.profiles.usual_slots(weekday) if weekday in asked else others
            flags.append(usual & (date not in self.calendar.holidays))
        return np.array(flags)


def newest(history: History) -> History:
    """The part of a history that is looked at."""
    cut = max(0, history.days - MOST_DAYS)
    return History(
        history.services,
        history.first + cut * ONE_DAY,
        history.minutes,
        history.counts[:, cut:],
        history.is_open[:, cut:],
    )


def usual_weekdays(weekday: Places, is_seen: Flags) -> Flags:
    """Weekdays on which the branch was open more often than not, lately."""
    recent = slice(-USUAL_DAYS, None)
    found = np.zeros(7, dtype=bool)
    for day in range(7):
        mine = weekday[recent] == day
        found[day] = mine.any() and bool(np.mean(is_seen[recent][mine]) > 0.5)
    return found


def missing_days(weekday: Places, is_seen: Flags, totals: Numbers) -> Flags:
    """Days that were as good as closed although their weekday is usually open."""
    found = ~is_seen
    for day in range(7):
        mine = (weekday == day) & is_seen
        if mine.any():
            found |= (weekday == day) & (totals < MISSING * np.median(totals[mine]))
    return found


def full_totals(known: Numbers, weekday: Places, places: Places) -> Numbers:
    """Totals of the given days as if all their usual slots were known; -1 where too little is."""
    seen = known[places]
    shares, _ = profile.by_weekday(seen, weekday[places], np.ones(len(places)))
    covered = np.where(np.isnan(seen), 0, shares[weekday[places]]).sum(1)
    totals = np.nansum(seen, axis=1)
    return np.where(covered >= LEAST_COVERED, totals / np.maximum(covered, LEAST_COVERED), np.where(totals > 0, -1, 0))


def is_rich(series: Series) -> bool:
    """Whether there is enough to learn a process from."""
    busy = series.totals[series.totals > 0]
    return len(busy) >= LEAST_DAYS and float(np.median(busy)) >= LEAST_TOTAL


def learn_series(series: Series, strengths: Strengths | None) -> Learned | None:
    """Learn one service; None when nothing at all is known of it."""
    if not len(series.places):
        return None
    level: Level | Steady
    if is_rich(series):
        # A day without anybody at a busy service tells of a holiday or an outage, not of demand.
        series.places, series.totals = series.places[series.totals > 0], series.totals[series.totals > 0]
        level = Level(series.days.at(series.places), series.totals)
        if strengths is None:
            level.learn()
        else:
            level.strengths = strengths
            level.learn(REFINE, rounds=1)
    else:
        level = Steady(series.days.at(series.places), series.totals)
    end = float(series.days.number[-1]) + 1
    profiles = profiles_at(series, level, len(series.places), end)
    return Learned(series, level, profiles, bands.learn(past_errors(series, level)))


def profiles_at(series: Series, level: Level | Steady, until: int, end: float) -> Profiles:
    """The profiles as they were known before a day."""
    seen = series.places[:until]
    age = end - 1 - series.days.number[seen]
    return profile.learn(series.known[seen], series.days.weekday[seen], age, level.trust[:until])


def past_errors(series: Series, level: Level | Steady) -> Errors:
    """Forecasts from earlier days, a week apart, against what then came."""
    end = int(series.days.number[-1]) + 1
    found = [np.zeros((3, 0))]
    for origin in range(end - ORIGIN_GAP, end - ORIGIN_GAP * (ORIGINS + 1), -ORIGIN_GAP):
        until = int(np.searchsorted(series.places, origin))
        if until < LEAST_BEFORE_ORIGIN:
            break
        found.append(errors_from(series, level, origin, until))
    return Errors(*np.concatenate(found, axis=1))


def errors_from(series: Series, level: Level | Steady, origin: int, until: int) -> Numbers:
    """What a forecast made before the day `origin` said of the next days: the rows of `Errors`."""
    ahead = np.arange(until, np.searchsorted(series.places, origin + LEAD_DAYS))
    # Nobody could have seen a step coming; it says nothing of the errors to come.
    for step in level.steps:
        ahead = ahead[(series.places[ahead] < step) | (origin >= step)]
    totals, unsure = level.retold(ahead, until)
    came = series.known[series.places[ahead]]
    is_known = ~np.isnan(came)
    shares = profiles_at(series, level, until, float(origin)).over(series.days.weekday[series.places[ahead]], is_known)
    said = totals[:, None] * shares
    rows = said, came, np.broadcast_to(unsure[:, None], said.shape)
    return np.array([row[is_known] for row in rows])
