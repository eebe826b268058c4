"""The forecast and its factors through the API."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from queueing.domain.flow.forecasting import make_forecast
from queueing.models import FlowFactor, FlowForecast
from tests.callers import Caller
from tests.queueing.forecast.days import count_rows
from tests.statements import statements_at_most

TODAY = dt.date(2026, 3, 10)
FORECAST, FACTORS = "/branches/7001/forecast/", "/branches/7001/forecast/factors/"
RAIN = {"date": "2026-03-10", "cause": "heavy_rain", "note": "two windows less"}


@pytest.fixture(autouse=True)
def now(night):
    with time_machine.travel(night, tick=False):
        yield


@pytest.fixture
def forecast(branch, cash, personal, counter, counter2, state, night):
    count_rows(cash, TODAY - dt.timedelta(days=42), 42)
    make_forecast(branch.pk, at=night)


def test_the_forecast_lists_slots_of_the_asked_days(forecast, manager, at):
    answer = Caller(manager, at).get(FORECAST, **{"from": "2026-03-11", "days": "2"})

    rows = answer.json()
    assert answer.status_code == 200
    assert len(rows) == 2 * 16 * 2
    assert set(rows[0]) == {"start", "service", "p10", "p50", "p90", "mean", "booked", "counters"}
    assert (rows[0]["start"], rows[0]["service"]) == ("2026-03-11T01:00:00+00:00", "cash")
    busy = next(row for row in rows if row["start"] == "2026-03-11T02:00:00+00:00")
    assert busy["p10"] <= busy["p50"] <= busy["p90"]
    assert busy["mean"] == pytest.approx(10, abs=1)


def test_counters_advised_are_told_beside_the_slots(forecast, manager, at):
    rows = Caller(manager, at).get(FORECAST, days="1").json()

    busy = [row["counters"] for row in rows if row["service"] == "cash" and row["mean"] > 5]
    assert busy
    assert all(counters >= 1 for counters in busy)


def test_without_parameters_a_fortnight_from_today(forecast, manager, at):
    rows = Caller(manager, at).get(FORECAST, **{"from": "", "days": ""}).json()

    assert len(rows) == FlowForecast.objects.count()
    assert rows[0]["start"] == "2026-03-10T01:00:00+00:00"


@pytest.mark.parametrize("first", ["2030-01-01", "0001-01-01", "9999-12-31"])
def test_days_without_a_forecast_are_an_empty_list(forecast, manager, at, first):
    assert Caller(manager, at).get(FORECAST, **{"from": first}).json() == []


@pytest.mark.parametrize(
    "query",
    [
        {"days": "0"},
        {"days": "15"},
        {"days": "two"},
        {"days": "-1"},
        {"from": "yesterday"},
        {"from": "2026-13-01"},
    ],
)
def test_wrong_days_are_refused(forecast, manager, at, query):
    answer = Caller(manager, at).get(FORECAST, **query)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_the_forecast_is_for_staff_of_the_branch(forecast, other_branch, manager, stranger, kiosk, at):
    assert Caller(manager, at).get(FORECAST).status_code == 200
    assert Caller(stranger, at).get(FORECAST).status_code == 404
    assert Caller(kiosk, at).get(FORECAST).status_code == 403
    assert Caller(manager, at).get("/branches/9999/forecast/").status_code == 404


@pytest.mark.parametrize("days", ["1", "14"])
def test_the_forecast_costs_the_same_however_many_days(forecast, manager, at, days):
    caller = Caller(manager, at)

    with statements_at_most(15):
        assert caller.get(FORECAST, days=days).status_code == 200


def test_heavy_rain_is_set_listed_and_cleared(forecast, head, at):
    caller = Caller(head, at)
    before = caller.get(FORECAST, days="1").json()

    answer = caller.post(FACTORS, RAIN)

    assert answer.status_code == 200
    assert answer.json() == {
        "date": "2026-03-10",
        "cause": "heavy_rain",
        "factor": 0.8,
        "note": "two windows less",
        "by": head.name,
        "at": "2026-03-09T20:30:00+00:00",
    }
    assert caller.get(FACTORS).json() == [answer.json()]
    after = caller.get(FORECAST, days="1").json()
    assert sum(row["mean"] for row in after) == pytest.approx(0.8 * sum(row["mean"] for row in before), rel=0.01)

    assert caller.post(FACTORS + "clear/", {"date": "2026-03-10", "cause": "heavy_rain"}).status_code == 204
    assert caller.get(FORECAST, days="1").json() == before


def test_setting_again_with_one_key_is_done_once(forecast, head, at):
    caller = Caller(head, at)

    first, second = (caller.post(FACTORS, RAIN, key="rain-1") for _ in range(2))

    assert first.json() == second.json()
    assert FlowForecast.objects.filter(date=TODAY).first().scale == pytest.approx(0.8)


def test_factors_are_set_by_those_who_plan_the_day(forecast, other_branch, teller, stranger, kiosk, at):
    for path, body in ((FACTORS, RAIN), (FACTORS + "clear/", {"date": "2026-03-10", "cause": "snow"})):
        assert Caller(teller, at).post(path, body).status_code == 403
        assert Caller(kiosk, at).post(path, body).status_code == 403
        assert Caller(stranger, at).post(path, body).status_code == 404
    assert Caller(stranger, at).get(FACTORS).status_code == 404
    assert not FlowFactor.objects.exists()


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"cause": "meteor"}, 400, "invalid"),
        ({"date": "soon"}, 400, "invalid"),
        ({"date": 20260310}, 400, "invalid"),
        ({"factor": "0.5"}, 400, "invalid"),
        ({"factor": True}, 400, "invalid"),
        ({"factor": 9}, 400, "invalid"),
        ({"note": "x" * 121}, 400, "invalid"),
        ({"date": "2026-03-09"}, 409, "day_not_forecast"),
        ({"date": "0001-01-01"}, 409, "day_not_forecast"),
        ({"date": "2026-03-24"}, 409, "day_not_forecast"),
    ],
)
def test_wrong_factors_are_refused(forecast, head, at, change, status, code):
    answer = Caller(head, at).post(FACTORS, {**RAIN, **change})

    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert not FlowFactor.objects.exists()
