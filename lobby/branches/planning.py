"""Planning a year of business days: statutory holidays and the weekends worked in exchange (R23).

The calendar comes from the `holidays` library. A year whose exchange of workdays is not published yet has statutory
days only; its rows are marked provisional.
"""

from __future__ import annotations

import datetime as dt

import holidays

from lobby.branches.calendar import moment
from lobby.branches.models import Branch, BusinessDay, OpeningHours

COUNTRY = "CN"
SATURDAY = 5


def plan_year(branch: Branch, year: int) -> int:
    """Write the days of a year that differ from the usual week; rows that exist are left alone. Returns how many.

    A holiday is closed; a weekend worked in exchange has the hours of the branch's first weekday.
    """
    calendar = holidays.country_holidays(COUNTRY, years=year, language="zh_CN")
    worked = {date for date in getattr(calendar, "weekend_workdays", set()) if date.year == year}
    hours = OpeningHours.objects.filter(branch=branch, weekday__lt=SATURDAY).order_by("weekday").first()
    same = {"branch": branch, "is_provisional": not worked}
    rows = [BusinessDay(date=date, is_holiday=True, **same) for date in calendar if date.year == year]
    if hours is not None:
        rows += [exchanged(branch, date, hours) for date in worked]
    known = set(BusinessDay.objects.filter(branch=branch, date__year=year).values_list("date", flat=True))
    new = [row for row in rows if row.date not in known]
    BusinessDay.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def exchanged(branch: Branch, date: dt.date, hours: OpeningHours) -> BusinessDay:
    """A weekend day on which the branch works."""
    return BusinessDay(
        branch=branch,
        date=date,
        is_swap_workday=True,
        opens_at=moment(branch, date, hours.opens_at),
        closes_at=moment(branch, date, hours.closes_at),
    )
