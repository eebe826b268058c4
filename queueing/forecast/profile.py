"""How a day's customers spread over its slots: a profile for each weekday, drawn to the common one where it is weak."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queueing.forecast.history import Flags, Numbers, Places

HALF_LIFE = 112.0  # days after which a day counts half in its weekday's profile
DRIFT_HALF_LIFE = 14.0  # days, for what all weekdays have lately in common
DRIFT_BOUNDS = (0.5, 2.0)
OPEN_SHARE = 0.3  # a slot is open on a weekday that had it open on so many of its weighted days
SAME_PATTERN = 0.95
WEEK = 7


@dataclass(frozen=True, slots=True)
class Profiles:
    """Shares of a day's customers: (7 weekdays, slots), each weekday's open slots adding up to 1."""

    shares: Numbers
    is_open: Numbers  # weighted share of days on which the slot was open

    def usual_slots(self, weekday: int) -> Flags:
        """Which slots are usually open on a weekday."""
        return self.is_open[weekday] >= OPEN_SHARE

    def over(self, weekday: Places, is_open: Flags) -> Numbers:
        """Shares of days by slot, 0 where closed; an open slot never seen before takes those next to it: (days, slots)."""
        found = self.shares[weekday].copy()
        new = is_open & (self.is_open[weekday] == 0)
        for day in np.flatnonzero(new.any(axis=1)):
            seen = np.flatnonzero(self.is_open[weekday[day]])
            if len(seen):
                found[day, new[day]] = np.interp(np.flatnonzero(new[day]), seen, found[day, seen])
        return np.where(is_open, found, 0.0)


def learn(known: Numbers, weekday: Places, age: Numbers, trust: Numbers) -> Profiles:
    """Learn from days (days, slots) with NaN where closed or unknown; `age` in days, `trust` 0–1 for each day."""
    weight = 0.5 ** (age / HALF_LIFE) * trust
    shares, opened = by_weekday(known, weekday, weight)
    shares = shrunk(known, weekday, weight, shares, opened)
    recent = 0.5 ** (age / DRIFT_HALF_LIFE) * trust
    shares = normal(shares * drift(known, weekday, recent, shares))
    return Profiles(shares, opened)


def by_weekday(known: Numbers, weekday: Places, weight: Numbers) -> tuple[Numbers, Numbers]:
    """Plain shares of each weekday, and how often each slot was open; weekdays never seen take the others' mean."""
    slots = known.shape[1]
    rates, opened = np.zeros((WEEK, slots)), np.zeros((WEEK, slots))
    size = np.maximum(np.nansum(known, axis=1), 1.0)
    for day in range(WEEK):
        mine = (weekday == day) & (weight > 0)
        if not mine.any():
            continue
        here = ~np.isnan(known[mine])
        heavy = weight[mine, None] * here
        # Each day is taken by its own size, so that a slot missing on some days is not taken for an empty one.
        rates[day] = ratio((weight[mine, None] * np.nan_to_num(known[mine])).sum(0), (heavy * size[mine, None]).sum(0))
        opened[day] = heavy.sum(0) / weight[mine].sum()
    seen = np.isin(np.arange(WEEK), weekday)
    if seen.any():
        rates[~seen] = rates[seen].mean(0)
    return normal(rates), opened


def shrunk(known: Numbers, weekday: Places, weight: Numbers, shares: Numbers, opened: Numbers) -> Numbers:
    """Draw each weekday to the mean of those with the same open slots, as far as its noise explains the difference."""
    found = shares.copy()
    patterns = opened >= OPEN_SHARE
    size = np.maximum(np.nansum(known, axis=1), 1.0)
    for day in np.unique(weekday):
        same = [other for other in np.unique(weekday) if np.mean(patterns[other] == patterns[day]) > SAME_PATTERN]
        mine = weekday == day
        total = weight[mine].sum()
        if len(same) < 2 or total <= 0:
            continue
        scatter = (np.nan_to_num(known[mine]) / size[mine, None] - shares[day]) ** 2
        days = total**2 / (weight[mine] ** 2).sum()
        noise = (weight[mine, None] * scatter).sum(0) / total / max(days - 1, 0.5)
        noise = np.maximum(noise, shares[day] / (size[mine].mean() * days))
        apart = np.mean([(shares[other] - shares[same].mean(0)) ** 2 for other in same], axis=0)
        noise, apart = moving_mean(noise, 5), moving_mean(apart, 5)
        real = np.maximum(apart - noise, 0)
        keep = real / (real + noise + 1e-12)
        found[day] = keep * shares[day] + (1 - keep) * shares[same].mean(0)
    return normal(found)


def drift(known: Numbers, weekday: Places, weight: Numbers, shares: Numbers) -> Numbers:
    """What lately differs from the profiles on all weekdays alike: a factor for each slot, 1 where it may be noise."""
    expected = np.nansum(known, axis=1)[:, None] * np.where(np.isnan(known), 0, shares[weekday])
    heavy = weight[:, None] * expected
    total = heavy.sum(0)
    apart = ratio((weight[:, None] * np.nan_to_num(known)).sum(0), total, where_none=1.0) - 1
    each = ratio(np.nan_to_num(known) - expected, expected)
    noise = ratio((heavy**2 * (each - apart) ** 2).sum(0), total**2)
    real, noise = moving_mean(apart**2, 3), moving_mean(noise, 3)
    keep = ratio(np.maximum(real - noise, 0), real)
    return np.clip(1 + keep * apart, *DRIFT_BOUNDS)


def normal(shares: Numbers) -> Numbers:
    """Shares that add up to 1 along the last axis; rows of zeros stay."""
    return ratio(shares, shares.sum(-1, keepdims=True))


def moving_mean(values: Numbers, width: int) -> Numbers:
    """Mean over neighbours."""
    return np.convolve(values, np.ones(width) / width, mode="same")[: len(values)]


def ratio(over: Numbers, under: Numbers, where_none: float = 0.0) -> Numbers:
    """A quotient; `where_none` where there is nothing to divide by."""
    over, under = np.broadcast_arrays(over, under)
    return np.divide(over, under, out=np.full(over.shape, where_none), where=under > 0)
