"""Invented branches and days for the forecast's tests."""

from __future__ import annotations

import datetime as dt

import numpy as np

from queueing.forecast import History
from queueing.forecast.history import empty
from queueing.models import FlowCount

MONDAY = dt.date(2026, 1, 5)
# Customers of half hours from 9:00 to 17:00, as shares of a day.
SHAPE = np.array([3, 6, 8, 9, 9, 8, 6, 4, 4, 5, 7, 8, 8, 7, 5, 3]) / 100
FIRST_SLOT = 18
WEEKDAYS = (1.3, 1.0, 0.9, 0.9, 1.1)


def made_history(days: int, *sizes: float, seed: int = 1, first: dt.date = MONDAY, sway: float = 0.08) -> History:
    """Weekdays of a branch: Poisson counts, days that sway, busier Mondays and month starts; closed at weekends."""
    draw = np.random.default_rng(seed)
    history = empty(tuple(f"s{number}" for number in range(len(sizes))), first, days, 30)
    slots = slice(FIRST_SLOT, FIRST_SLOT + len(SHAPE))
    for number, date in enumerate(history.dates):
        if date.weekday() >= 5:
            continue
        day = WEEKDAYS[date.weekday()] * np.exp(draw.normal(0, sway)) * (1.15 if date.day <= 4 else 1.0)
        for service, size in enumerate(sizes):
            history.counts[service, number, slots] = draw.poisson(size * day * SHAPE)
            history.is_open[service, number, slots] = True
    return history


def until(history: History, days: int) -> History:
    """The first days of a history."""
    counts, is_open = history.counts[:, :days].copy(), history.is_open[:, :days].copy()
    return History(history.services, history.first, history.minutes, counts, is_open)


def ahead(history: History, days: int = 14) -> list[dt.date]:
    """The days after a history."""
    return [history.end + dt.timedelta(days=number) for number in range(days)]


def count_rows(service, first: dt.date, days: int, *, size: int = 10) -> list[FlowCount]:
    """Counted weekdays of a service: `size` customers in each of four half hours from 10:00."""
    rows = []
    for number in range(days):
        date = first + dt.timedelta(days=number)
        if date.weekday() < 5:
            arrivals = [0] * 48
            arrivals[12:16] = [size] * 4  # the business day begins at 4:00
            rows.append(FlowCount(branch=service.branch, service=service, day=date, arrivals=arrivals, booked=[0] * 48))
    return FlowCount.objects.bulk_create(rows)
