"""The night's forecast of one branch: count what is over, learn, and write down the next fortnight."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, day_start
from lobby.branches.models import Branch, Service
from lobby.live import journal
from queueing.domain.flow.counting import count_days
from queueing.domain.flow.factors import AHEAD_DAYS, SHOW_SHARE, factors_between
from queueing.events.forecasts import ForecastMade
from queueing.forecast import Forecaster, Outlook, prior
from queueing.forecast.history import DAY_MINUTES
from queueing.models import FlowForecast, FlowState
from queueing.selectors.appointments import booked, half_hour
from queueing.selectors.flow_history import LEARNED_DAYS, SLOT_MINUTES, Half, Plan, history_of, plan_of

ONE_DAY = dt.timedelta(days=1)
KEPT = 35 * ONE_DAY
# Branches of one time zone are not all due in the same minute.
NIGHT_STARTS, SPREAD_MINUTES = dt.timedelta(minutes=5), 50
FORECAST = ("p10", "p50", "p90", "mean", "booked", "scale", "made_at", "date")


@dataclass(frozen=True, slots=True)
class Fortnight:
    """The half hours to forecast, day by day, and what is known of them beforehand."""

    dates: list[dt.date]
    halves: list[list[Half]]
    factors: Mapping[dt.date, float]
    booked: Mapping[tuple[int, dt.datetime], int]
    opens_at: list[dt.datetime | None]


def make_forecast(branch_id: int, *, at: dt.datetime) -> bool:
    """Forecast a branch unless its business day is forecast already or somebody is at it; returns whether it was done.

    16 queries, and 6 for every month that was not counted yet.
    """
    with journal.unit(by=SYSTEM, at=at):
        states = FlowState.objects.select_for_update(no_key=True, of=("self",), skip_locked=True).select_related(
            "branch"
        )
        state = states.filter(branch_id=branch_id).first()
        if state is None:
            return False
        branch, today = state.branch, business_date(state.branch, at)
        is_new = state.forecast_on is None or state.forecast_on < today
        if is_new:
            count_days(branch, state, today=today, limit=LEARNED_DAYS)
            written = write_forecast(branch, today, at=at)
            journal.record(ForecastMade(branch_id=branch.pk, day=today.isoformat(), slots=written))
        state.forecast_on, state.due_at = today, next_night(branch, today)
        state.save(update_fields=["forecast_on", "due_at"])
    return is_new


def next_night(branch: Branch, today: dt.date) -> dt.datetime:
    """When the branch is forecast next: soon after its next business day begins."""
    return day_start(branch, today + ONE_DAY) + NIGHT_STARTS + dt.timedelta(minutes=branch.pk % SPREAD_MINUTES)


def write_forecast(branch: Branch, today: dt.date, *, at: dt.datetime) -> int:
    """Learn from the counted days and write the coming half hours; returns how many rows there are."""
    services = list(Service.objects.filter(branch=branch, is_active=True).order_by("position", "code"))
    plan = plan_of(branch, today - LEARNED_DAYS * ONE_DAY, today + AHEAD_DAYS * ONE_DAY)
    ahead = fortnight(branch, plan, today, at=at)
    outlooks = outlooks_of(branch, plan, services, ahead, today)
    rows = [
        row for service, one in zip(services, outlooks, strict=True) for row in rows_of(branch, service, one, ahead, at)
    ]
    save(branch, rows, ahead, at=at)
    return len(rows)


def fortnight(branch: Branch, plan: Plan, today: dt.date, *, at: dt.datetime) -> Fortnight:
    """The open half hours of today that are still to come, and of the days after it (3 queries)."""
    dates = [today + number * ONE_DAY for number in range(AHEAD_DAYS)]
    halves = [[half for half in plan.open_halves(date) if half.starts_at >= at] for date in dates]
    until = day_start(branch, dates[-1] + ONE_DAY)
    return Fortnight(
        dates,
        halves,
        factors_between(branch, dates[0], dates[-1]),
        booked(branch, since=at, until=until),
        [plan.opening(date).opens_at for date in dates],
    )


def outlooks_of(branch: Branch, plan: Plan, services: list[Service], ahead: Fortnight, today: dt.date) -> list[Outlook]:
    """What the forecaster says of each service, a usual branch's share where nothing at all is counted yet."""
    is_open = np.zeros((len(ahead.dates), DAY_MINUTES // SLOT_MINUTES), dtype=bool)
    for number, halves in enumerate(ahead.halves):
        is_open[number, [half.slot for half in halves]] = True
    history = history_of(plan, services, today)
    if history is None or not services:
        shares = prior.shares_of([service.family for service in services])
        return [prior.outlook(share, is_open) for share in shares]
    past = factors_between(branch, history.first, today - ONE_DAY)
    forecaster = Forecaster(plan.calendar, past).learn(history)
    return [forecaster.outlook(number, ahead.dates, is_open) for number in range(len(services))]


def rows_of(
    branch: Branch, service: Service, outlook: Outlook, ahead: Fortnight, at: dt.datetime
) -> list[FlowForecast]:
    """One service's half hours as rows: walk-in customers times the day's factors, and those who booked."""
    rows = []
    for number, (date, halves) in enumerate(zip(ahead.dates, ahead.halves, strict=True)):
        factor = ahead.factors[date]
        for half in halves:
            coming = ahead.booked.get((service.pk, half_hour(half.starts_at)), 0)
            values = {
                name: round(float(getattr(outlook, name)[number, half.slot]) * factor + coming * SHOW_SHARE, 3)
                for name in ("p10", "p50", "p90", "mean")
            }
            rows.append(
                FlowForecast(
                    branch=branch, service=service, date=date, starts_at=half.starts_at, **values,
                    booked=coming, scale=factor, planned=values["mean"], made_at=at,
                )
            )  # fmt: skip
    return rows


def save(branch: Branch, rows: list[FlowForecast], ahead: Fortnight, *, at: dt.datetime) -> None:
    """Replace what was forecast of the time from `at` on; what was planned stays once the branch has opened (2–4 queries)."""
    begun = {date for date, opens_at in zip(ahead.dates, ahead.opens_at, strict=True) if opens_at and opens_at <= at}
    for is_begun, columns in ((True, FORECAST), (False, (*FORECAST, "planned"))):
        some = [row for row in rows if (row.date in begun) is is_begun]
        FlowForecast.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["branch", "starts_at", "service"],
            update_fields=list(columns),
        )
    here = FlowForecast.objects.filter(branch=branch)
    # Half hours that are no longer open, and those too old to be shown.
    here.filter(starts_at__gte=at).exclude(made_at=at).delete()
    here.filter(starts_at__lt=at - KEPT).delete()
