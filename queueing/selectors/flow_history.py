"""A branch's past and its days to come as the forecaster wants them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from lobby.branches.calendar import Opening, day_bounds, local, moment, opening_of
from lobby.branches.models import Branch, BusinessDay, OpeningHours, Service
from queueing.forecast import Calendar, History
from queueing.forecast.history import DAY_MINUTES, Numbers, empty
from queueing.models import FlowCount
from queueing.selectors.forecasts import SLOT

SLOT_MINUTES = int(SLOT.total_seconds() // 60)
ONE_DAY = dt.timedelta(days=1)
LEARNED_DAYS = 400


@dataclass(frozen=True, slots=True)
class Half:
    """One half hour of a business day: when it begins, and its slot by the wall clock."""

    starts_at: dt.datetime
    slot: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is known of a branch's days, past and to come: their openings and how they differ from the usual week."""

    branch: Branch
    days: dict[dt.date, BusinessDay]
    hours: dict[int, OpeningHours]

    @property
    def calendar(self) -> Calendar:
        """Holidays and exchanged workdays."""
        return Calendar(
            holidays=frozenset(date for date, day in self.days.items() if day.is_holiday and not day.is_open_day),
            swap_workdays=frozenset(date for date, day in self.days.items() if day.is_swap_workday),
        )

    def opening(self, date: dt.date) -> Opening:
        """When the branch opens and closes, by the day's own row, else by its weekday."""
        if date in self.days:
            return opening_of(self.days[date])
        hours = self.hours.get(date.weekday())
        if hours is None:
            return Opening(None, None)
        if hours.opens_at == hours.closes_at:
            return Opening(*day_bounds(self.branch, date))
        return Opening(moment(self.branch, date, hours.opens_at), moment(self.branch, date, hours.closes_at))

    def halves(self, date: dt.date) -> list[Half]:
        """Every half hour of a business day."""
        begin, end = day_bounds(self.branch, date)
        starts = [begin + number * SLOT for number in range(int((end - begin) / SLOT))]
        return [Half(start, wall_slot(local(self.branch, start))) for start in starts]

    def open_halves(self, date: dt.date) -> list[Half]:
        """The half hours of a business day in which the branch is open at all."""
        opens, closes = (opening := self.opening(date)).opens_at, opening.closes_at
        if opens is None or closes is None:
            return []
        return [half for half in self.halves(date) if half.starts_at < closes and half.starts_at + SLOT > opens]


def wall_slot(at: dt.datetime) -> int:
    """The slot of a wall-clock time."""
    return (at.hour * 60 + at.minute) // SLOT_MINUTES


def plan_of(branch: Branch, first: dt.date, last: dt.date) -> Plan:
    """Look up the days between two dates, both included (2 queries)."""
    days = BusinessDay.objects.filter(branch=branch, date__gte=first, date__lte=last)
    hours = OpeningHours.objects.filter(branch=branch)
    return Plan(branch, {day.date: day for day in days}, {one.weekday: one for one in hours})


def history_of(plan: Plan, services: Sequence[Service], today: dt.date) -> History | None:
    """Counted days before `today`, without customers who had an appointment; None before the first (1 query).

    A day without counts is unknown, whatever its hours say.
    """
    rows = FlowCount.objects.filter(branch=plan.branch, day__lt=today, day__gte=today - LEARNED_DAYS * ONE_DAY)
    counted = list(rows.values_list("day", "service_id", "arrivals", "booked"))
    if not counted:
        return None
    first = min(row[0] for row in counted)
    history = empty(tuple(service.code for service in services), first, (today - first).days, SLOT_MINUTES)
    places = {service.pk: place for place, service in enumerate(services)}
    slots = {day: [half.slot for half in plan.halves(day)] for day in {row[0] for row in counted}}
    opened = {day: [half.slot for half in plan.open_halves(day)] for day in slots}
    for day, service, arrivals, booked in counted:
        if service in places:
            number = (day - first).days
            history.counts[places[service], number] = by_slot(slots[day], np.subtract(arrivals, booked))
            history.is_open[places[service], number, opened[day]] = True
    return history


def by_slot(slots: list[int], counts: Numbers) -> Numbers:
    """Counts of half hours by wall clock: the mean where clocks went back, NaN where they went forward."""
    width = DAY_MINUTES // SLOT_MINUTES
    size = min(len(slots), len(counts))
    sums = np.bincount(slots[:size], weights=counts[:size], minlength=width)
    times = np.bincount(slots[:size], minlength=width)
    return np.divide(sums, times, out=np.full(width, np.nan), where=times > 0)
