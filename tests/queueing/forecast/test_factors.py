"""What people know about a day: weather, traffic (S404)."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.live.models import Entry
from queueing.domain.flow.factors import clear_factor, set_factor
from queueing.domain.flow.forecasting import make_forecast
from queueing.enums.forecasts import FlowCause
from queueing.errors.forecasts import DayIsOver, FactorOutOfRange
from queueing.models import FlowFactor, FlowForecast
from tests.queueing.forecast.days import count_rows

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture
def forecast(branch, cash, state, night):
    count_rows(cash, TODAY - 42 * DAY, 42)
    make_forecast(branch.pk, at=night)


def total(branch, date=TODAY, column="mean"):
    return sum(FlowForecast.objects.filter(branch=branch, date=date).values_list(column, flat=True))


def test_heavy_rain_changes_the_days_forecast_at_once_and_stores_who_set_it(branch, forecast, manager, night):
    before, tomorrow = total(branch), total(branch, TODAY + DAY)

    set_factor(branch, by=manager.actor, at=night, date=TODAY, cause=FlowCause.HEAVY_RAIN, note=" back office at 10 ")

    assert total(branch) == pytest.approx(0.8 * before)
    assert total(branch, column="planned") == pytest.approx(0.8 * before)
    assert total(branch, TODAY + DAY) == tomorrow
    row = FlowFactor.objects.get()
    assert (row.cause, row.factor, row.note) == ("heavy_rain", 0.8, "back office at 10")
    assert (row.set_by, row.set_by_name, row.set_at) == (manager, manager.name, night)
    entry = Entry.objects.get(type="forecast.factor_set")
    assert (entry.by_id, entry.payload["cause"], entry.payload["factor"]) == (manager.pk, "heavy_rain", 0.8)


def test_another_factor_takes_the_place_of_the_first_and_two_causes_multiply(branch, forecast, manager, night):
    before = total(branch)
    who = {"by": manager.actor, "at": night, "date": TODAY}

    set_factor(branch, **who, cause=FlowCause.HEAVY_RAIN)
    set_factor(branch, **who, cause=FlowCause.HEAVY_RAIN, factor=0.5)
    assert total(branch) == pytest.approx(0.5 * before)

    set_factor(branch, **who, cause=FlowCause.TRAFFIC)
    assert total(branch) == pytest.approx(0.45 * before)

    clear_factor(branch, **who, cause=FlowCause.HEAVY_RAIN)
    assert total(branch) == pytest.approx(0.9 * before)
    assert Entry.objects.filter(type="forecast.factor_cleared").count() == 1


def test_after_opening_only_what_is_left_changes_and_the_plan_stays(branch, forecast, manager, night):
    planned, at = total(branch, column="planned"), dt.datetime(2026, 3, 10, 3, 0, tzinfo=dt.UTC)
    past = FlowForecast.objects.filter(branch=branch, date=TODAY, starts_at__lt=at)
    before = list(past.values_list("mean", flat=True))

    set_factor(branch, by=manager.actor, at=at, date=TODAY, cause=FlowCause.SNOW)

    assert list(past.values_list("mean", flat=True)) == before
    assert total(branch, column="planned") == planned
    assert total(branch) < planned


def test_a_factor_counts_in_the_next_nights_forecast(branch, cash, forecast, manager, night):
    tomorrow = TODAY + DAY
    before = total(branch, tomorrow)
    set_factor(branch, by=manager.actor, at=night, date=tomorrow, cause=FlowCause.EVENT, factor=2.0)

    make_forecast(branch.pk, at=night + DAY)

    assert total(branch, tomorrow) == pytest.approx(2 * before, rel=0.05)


def test_taking_back_what_nobody_said_changes_nothing(branch, forecast, manager, night):
    before = total(branch)

    clear_factor(branch, by=manager.actor, at=night, date=TODAY, cause=FlowCause.SNOW)

    assert total(branch) == before
    assert not Entry.objects.filter(type="forecast.factor_cleared").exists()


@pytest.mark.parametrize("factor", [0.0, 0.19, 3.1, -1.0])
def test_a_factor_has_bounds(branch, forecast, manager, night, factor):
    with pytest.raises(FactorOutOfRange):
        set_factor(branch, by=manager.actor, at=night, date=TODAY, cause=FlowCause.OTHER, factor=factor)

    assert not FlowFactor.objects.exists()


@pytest.mark.parametrize("days", [-1, 14])
def test_only_days_that_are_forecast_have_factors(branch, forecast, manager, night, days):
    with pytest.raises(DayIsOver):
        set_factor(branch, by=manager.actor, at=night, date=TODAY + days * DAY, cause=FlowCause.SNOW)
    with pytest.raises(DayIsOver):
        clear_factor(branch, by=manager.actor, at=night, date=TODAY + days * DAY, cause=FlowCause.SNOW)
