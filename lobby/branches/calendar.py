"""The branch's clock: the only place that knows its time zone.

A business day is a local date that begins at `Branch.day_starts_at`; everything before that still belongs to yesterday.
"""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.db.models.functions import ExtractHour

from lobby.branches.models import Branch, BusinessDay, OpeningHours


@dataclass(frozen=True, slots=True)
class Opening:
    """When a branch serves on one business day; both moments are None on a closed day."""

    opens_at: dt.datetime | None
    closes_at: dt.datetime | None

    def includes(self, at: dt.datetime) -> bool:
        """Whether the branch is open at this moment."""
        return self.opens_at is not None and self.closes_at is not None and self.opens_at <= at < self.closes_at


CLOSED = Opening(None, None)
SATURDAY = 5
# Wide enough for every bank's records; the ends keep "the day before" and "the day after" inside the calendar.
FIRST, LAST = dt.date(2000, 1, 1), dt.date(2199, 12, 31)
# How far the next opening or closing is looked for.
DAYS_AHEAD = 60


def local(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The moment on the branch's wall clock."""
    return at.astimezone(ZoneInfo(branch.timezone))


def clock_time(branch: Branch, at: dt.datetime) -> str:
    """The moment as "10:30" on the branch's wall clock."""
    return f"{local(branch, at):%H:%M}"


def local_hour(branch: Branch, column: str) -> ExtractHour:
    """The hour of a moment on the branch's wall clock, for grouping rows in SQL."""
    return ExtractHour(column, tzinfo=ZoneInfo(branch.timezone))


def business_date(branch: Branch, at: dt.datetime) -> dt.date:
    """The business day that a moment belongs to."""
    date = local(branch, at).date()
    # Moments are compared, not times of day: those go back when clocks do.
    return date if at >= day_start(branch, date) else date - dt.timedelta(days=1)


def moment(branch: Branch, date: dt.date, time: dt.time) -> dt.datetime:
    """A local time of a business day in UTC; times before the day's start fall on the next calendar date.

    A time that a clock change skips is read with the offset before the change, one that comes twice as its first.
    """
    day = date if time >= branch.day_starts_at else date + dt.timedelta(days=1)
    return dt.datetime.combine(day, time, ZoneInfo(branch.timezone)).astimezone(dt.UTC)


def day_bounds(branch: Branch, date: dt.date) -> tuple[dt.datetime, dt.datetime]:
    """First moment of a business day and of the next one, in UTC."""
    return day_start(branch, date), day_start(branch, date + dt.timedelta(days=1))


def day_start(branch: Branch, date: dt.date) -> dt.datetime:
    """First moment of a business day, in UTC."""
    return dt.datetime.combine(date, branch.day_starts_at, ZoneInfo(branch.timezone)).astimezone(dt.UTC)


def midnight_after(branch: Branch, date: dt.date) -> dt.datetime:
    """The end of a calendar date on the branch's wall clock, in UTC: printed dates end there, whatever the business day."""
    end = dt.datetime.combine(date + dt.timedelta(days=1), dt.time(), ZoneInfo(branch.timezone))
    return end.astimezone(dt.UTC)


def planned_opening(branch: Branch, date: dt.date) -> Opening:
    """Opening by the usual hours of the weekday (1 query)."""
    return usual_opening(branch, date, OpeningHours.objects.filter(branch=branch, weekday=date.weekday()).first())


def usual_opening(branch: Branch, date: dt.date, hours: OpeningHours | None) -> Opening:
    """Opening by the hours of the date's weekday; None = it has none."""
    if hours is None:
        return CLOSED
    if hours.opens_at == hours.closes_at:
        return Opening(*day_bounds(branch, date))
    return Opening(moment(branch, date, hours.opens_at), moment(branch, date, hours.closes_at))


def openings(branch: Branch, first: dt.date, days: int) -> dict[dt.date, Opening]:
    """Opening of each of the `days` business days from `first` on (2 queries)."""
    usual = {hours.weekday: hours for hours in OpeningHours.objects.filter(branch=branch)}
    dates = [first + dt.timedelta(days=n) for n in range(days)]
    rows = BusinessDay.objects.filter(branch=branch, date__range=(first, first + dt.timedelta(days=days)))
    own = {day.date: opening_of(day) for day in rows}
    return {date: own.get(date) or usual_opening(branch, date, usual.get(date.weekday())) for date in dates}


def opening(branch: Branch, date: dt.date) -> Opening:
    """Opening of a business day: its own row where there is one, else the weekday's hours."""
    day = BusinessDay.objects.filter(branch=branch, date=date).first()
    return opening_of(day) if day else planned_opening(branch, date)


def opening_of(day: BusinessDay) -> Opening:
    """Opening written in a business day's row."""
    return Opening(day.opens_at, day.closes_at)


def next_opening(branch: Branch, at: dt.datetime) -> dt.datetime | None:
    """The first opening after a moment; None when the branch stays closed for two months (2 queries)."""
    ahead = openings(branch, business_date(branch, at), DAYS_AHEAD).values()
    return next((one.opens_at for one in ahead if one.opens_at is not None and one.opens_at > at), None)


def next_closing(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The first closing after a moment; a day on when the branch stays closed for two months (2 queries)."""
    ahead = openings(branch, business_date(branch, at), DAYS_AHEAD).values()
    closings = (one.closes_at for one in ahead if one.closes_at is not None and one.closes_at > at)
    return next(closings, at + dt.timedelta(days=1))


def closing_after(branch: Branch, at: dt.datetime, days: int = 1) -> dt.datetime:
    """Closing of the so-manieth open day after the one of `at`; as many days on when there is none (2 queries)."""
    ahead = openings(branch, business_date(branch, at) + dt.timedelta(days=1), DAYS_AHEAD).values()
    closings = (one.closes_at for one in ahead if one.closes_at is not None)
    return next(itertools.islice(closings, max(1, days) - 1, None), at + dt.timedelta(days=max(1, days)))


def working_day_after(branch: Branch, date: dt.date, days: int) -> dt.date:
    """The last of `days` working days that follow a date (3 queries).

    Laws count working days: no holiday, and of weekends only the days worked in exchange, whenever the branch opens. A
    weekday on which the branch is closed does not count either, for then nobody can be asked there.
    """
    found = date
    left = days
    reach = 7 * days + 40
    swapped = set(
        BusinessDay.objects.filter(
            branch=branch, is_swap_workday=True, date__range=(date, date + dt.timedelta(days=reach))
        ).values_list("date", flat=True)
    )
    for day, opens in openings(branch, date + dt.timedelta(days=1), reach).items():
        if left <= 0:
            break
        found = day
        left -= opens.opens_at is not None and (day.weekday() < SATURDAY or day in swapped)
    return found
