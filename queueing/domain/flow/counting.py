"""Counting the arrivals of business days that are over, once: what the forecast learns from and is judged by."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db import connection

from lobby.branches.calendar import day_bounds, local
from lobby.branches.models import Branch, BusinessDay, Service
from queueing.enums import Source, TicketStatus
from queueing.models import FlowCount, FlowForecast, FlowState, ForecastError
from queueing.selectors.forecasts import SLOT

BATCH_DAYS = 31

# Half hours run from the day's first moment; clock changes move that by whole half hours.
ARRIVALS = """
    SELECT day, service_id, date_bin('30 minutes', issued_at, %(anchor)s), count(*),
           count(*) FILTER (WHERE source = %(appointment)s)
    FROM queueing_ticket
    WHERE branch_id = %(branch)s AND day >= %(first)s AND day <= %(last)s AND status <> %(cancelled)s
    GROUP BY 1, 2, 3
"""


@dataclass(frozen=True, slots=True)
class Arrived:
    """Customers of one service in one half hour, and how many of them had an appointment."""

    day: dt.date
    service: int
    starts_at: dt.datetime
    arrivals: int
    booked: int


def arrived(branch: Branch, first: dt.date, last: dt.date) -> list[Arrived]:
    """Arrivals by day, service and half hour (1 query); numbers given in error are left out."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {
            "branch": branch.pk,
            "first": first,
            "last": last,
            "anchor": day_bounds(branch, first)[0],
            "appointment": Source.APPOINTMENT,
            "cancelled": TicketStatus.CANCELLED,
        }
        cursor.execute(ARRIVALS, values)
        return [Arrived(*row) for row in cursor.fetchall()]


def count_days(branch: Branch, state: FlowState, *, today: dt.date, limit: int) -> int:
    """Count every begun day before `today` that is not counted yet, `limit` of them at most; returns how many.

    Each month's worth takes 6 queries. Counting a day again would find the same, so an interrupted run is repeated.
    """
    begun = BusinessDay.objects.filter(branch=branch, begun_at__isnull=False, date__lt=today)
    if state.counted_until is not None:
        begun = begun.filter(date__gt=state.counted_until)
    dates = list(begun.order_by("date").values_list("date", flat=True)[:limit])
    services = list(Service.objects.filter(branch=branch).values_list("pk", flat=True)) if dates else []
    for start in range(0, len(dates), BATCH_DAYS):
        some = dates[start : start + BATCH_DAYS]
        rows = arrived(branch, some[0], some[-1])
        save_counts(branch, some, services, rows)
        save_errors(branch, some, rows)
        state.counted_until = some[-1]
        state.save(update_fields=["counted_until"])
    return len(dates)


def save_counts(branch: Branch, dates: list[dt.date], services: list[int], rows: list[Arrived]) -> None:
    """Write one row a day and service; a service nobody came for has a row of zeros (1 query)."""
    bounds = {date: day_bounds(branch, date) for date in dates}
    counts = {
        (date, service): ([0] * slots_of(bounds[date]), [0] * slots_of(bounds[date]))
        for date in dates
        for service in services
    }
    for row in rows:
        if row.day in bounds:
            slot = int((row.starts_at - bounds[row.day][0]) / SLOT)
            arrivals, booked = counts[row.day, row.service]
            arrivals[slot], booked[slot] = row.arrivals, row.booked
    FlowCount.objects.bulk_create(
        (
            FlowCount(branch=branch, service_id=service, day=date, arrivals=arrivals, booked=booked)
            for (date, service), (arrivals, booked) in counts.items()
        ),
        update_conflicts=True,
        unique_fields=["branch", "day", "service"],
        update_fields=["arrivals", "booked"],
    )


def slots_of(bounds: tuple[dt.datetime, dt.datetime]) -> int:
    """How many half hours a business day has: 48, with a clock change 46 or 50."""
    return int((bounds[1] - bounds[0]) / SLOT)


def save_errors(branch: Branch, dates: list[dt.date], rows: list[Arrived]) -> None:
    """Write down each forecast hour beside who came (2 queries)."""
    planned: dict[tuple[dt.date, dt.datetime], float] = defaultdict(float)
    for date, starts_at, mean in FlowForecast.objects.filter(branch=branch, date__in=dates).values_list(
        "date", "starts_at", "planned"
    ):
        planned[date, hour_of(branch, starts_at)] += mean
    came: dict[tuple[dt.date, dt.datetime], int] = defaultdict(int)
    for row in rows:
        came[row.day, hour_of(branch, row.starts_at)] += row.arrivals
    ForecastError.objects.bulk_create(
        (
            ForecastError(branch=branch, day=date, starts_at=hour, planned=mean, arrivals=came[date, hour])
            for (date, hour), mean in planned.items()
        ),
        ignore_conflicts=True,
    )


def hour_of(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The beginning of the hour on the branch's clock, in UTC."""
    return at - dt.timedelta(minutes=local(branch, at).minute)
