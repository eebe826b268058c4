"""The demo branch's last weeks in counts, so that its forecast is alive from the first minute."""

from __future__ import annotations

import datetime as dt

import numpy as np
from django.db import transaction

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Service
from queueing.domain.flow.counting import Arrived, save_errors
from queueing.domain.flow.forecasting import make_forecast
from queueing.forecast import prior
from queueing.models import FlowCount, FlowState
from queueing.selectors.flow_history import plan_of
from queueing.selectors.forecasts import SLOT

WEEKS = 10
SEED = 1
# Monday to Sunday; month starts and the days about the 10th, when wages come, are busier.
WEEKDAYS = (1.25, 1.05, 0.95, 0.95, 1.1, 0.7, 0.55)
MONTH_START, PAYDAY = 1.15, 1.2
SWAY = 0.08
ONE_DAY = dt.timedelta(days=1)


def write(password: str, at: dt.datetime) -> None:
    """Count ten invented weeks and forecast yesterday and the next two; a branch that has counts is left alone."""
    branch = Branch.objects.get(code="0001")
    with transaction.atomic():
        state, _ = FlowState.objects.get_or_create(branch=branch, defaults={"due_at": at})
        if FlowCount.objects.filter(branch=branch).exists() or state.forecast_on is not None:
            return
        today = business_date(branch, at)
        yesterday = today - ONE_DAY
        rows = counts(branch, today)
        FlowCount.objects.bulk_create(row for row in rows if row.day < yesterday)
        make_forecast(branch.pk, at=day_bounds(branch, yesterday)[0])
        last = [row for row in rows if row.day == yesterday]
        FlowCount.objects.bulk_create(last)
        save_errors(branch, [yesterday], arrived(branch, last))
        FlowState.objects.filter(branch=branch).update(counted_until=yesterday)
        make_forecast(branch.pk, at=day_bounds(branch, today)[0])


def arrived(branch: Branch, rows: list[FlowCount]) -> list[Arrived]:
    """Counts of a day by half hour, as they would be read from tickets."""
    return [
        Arrived(row.day, row.service_id, day_bounds(branch, row.day)[0] + number * SLOT, came, 0)
        for row in rows
        for number, came in enumerate(row.arrivals)
    ]


def counts(branch: Branch, today: dt.date) -> list[FlowCount]:
    """One row a day and service, drawn alike for the same day."""
    services = list(Service.objects.filter(branch=branch, is_active=True).order_by("position", "code"))
    shares = prior.shares_of([service.family for service in services])
    first = today - 7 * WEEKS * ONE_DAY
    plan = plan_of(branch, first, today)
    rows = []
    for date in (first + number * ONE_DAY for number in range(7 * WEEKS)):
        draw = np.random.default_rng([SEED, date.toordinal()])
        day = WEEKDAYS[date.weekday()] * of_month(date) * float(np.exp(draw.normal(0, SWAY)))
        halves = plan.halves(date)
        for service, share in zip(services, shares, strict=True):
            arrivals = [int(draw.poisson(prior.customers(half.slot) * share * day)) for half in halves]
            rows.append(
                FlowCount(branch=branch, service=service, day=date, arrivals=arrivals, booked=[0] * len(halves))
            )
    return rows


def of_month(date: dt.date) -> float:
    """How much busier the place in the month makes a day."""
    if date.day <= 3:
        return MONTH_START
    return PAYDAY if 9 <= date.day <= 11 else 1.0
