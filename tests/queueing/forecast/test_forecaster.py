"""The forecaster on invented branches: no database."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from queueing.forecast import Calendar, Forecaster
from queueing.forecast.history import empty
from tests.queueing.forecast.days import FIRST_SLOT, MONDAY, SHAPE, ahead, made_history, until

DAY = dt.timedelta(days=1)


def forecast(history, service=0, days=14, **known):
    return Forecaster(**known).learn(history).outlook(service, ahead(history, days))


def wape(said, came):
    return float(np.abs(said - came).sum() / came.sum())


def test_a_forecast_beats_the_same_slot_last_week_and_the_mean_of_eight():
    whole = made_history(26 * 7, 120)
    mine, last_week, eight = [], [], []

    for origin in range(12 * 7, 24 * 7, 7):
        came = np.nan_to_num(whole.counts[0, origin : origin + 14])
        week = np.nan_to_num(whole.counts[0, origin - 7 : origin])
        weeks = [np.nan_to_num(whole.counts[0, origin - 7 * back : origin - 7 * back + 7]) for back in range(1, 9)]
        mine.append(wape(forecast(until(whole, origin)).p50, came))
        last_week.append(wape(np.tile(week, (2, 1)), came))
        eight.append(wape(np.tile(np.mean(weeks, axis=0), (2, 1)), came))

    assert np.mean(mine) <= 0.76 * np.mean(last_week)
    assert np.mean(mine) <= np.mean(eight)


def test_eight_in_ten_counts_lie_between_p10_and_p90():
    whole = made_history(26 * 7, 120, 60)
    inside = []

    for origin in range(12 * 7, 24 * 7, 7):
        forecaster = Forecaster().learn(until(whole, origin))
        for service in range(2):
            said = forecaster.outlook(service, [MONDAY + (origin + number) * DAY for number in range(14)])
            is_open = whole.is_open[service, origin : origin + 14]
            came = whole.counts[service, origin : origin + 14]
            inside.append(((said.p10 <= came) & (came <= said.p90))[is_open].mean())

    assert 0.74 <= np.mean(inside) <= 0.86


def test_quantiles_are_in_order_and_nobody_comes_when_it_is_closed():
    said = forecast(made_history(70, 40))

    assert (said.p10 <= said.p50).all()
    assert (said.p50 <= said.p90).all()
    assert (said.p10 >= 0).all()
    is_open = np.zeros_like(said.p50, dtype=bool)
    is_open[[number for number in range(14) if number % 7 < 5], FIRST_SLOT : FIRST_SLOT + len(SHAPE)] = True
    assert (said.p90[~is_open] == 0).all()
    assert (said.p90[is_open] > 0).all()


def test_a_mondays_forecast_is_a_mondays():
    said = forecast(made_history(70, 200))

    assert 1.25 <= said.mean[0].sum() / said.mean[2].sum() <= 1.65


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_step_in_one_service_is_followed_within_ten_open_days(seed):
    history = made_history(16 * 7, 200, 80, seed=seed)
    before = Forecaster().learn(history)
    history.counts[0, -14:] *= 1.4
    after = Forecaster().learn(history)

    dates = ahead(history)
    grown = after.outlook(0, dates).mean.sum() / before.outlook(0, dates).mean.sum()
    other = after.outlook(1, dates).mean.sum() / before.outlook(1, dates).mean.sum()

    assert 1.32 <= grown <= 1.5
    assert 0.95 <= other <= 1.05


def test_holes_zero_days_and_outages_do_not_pull_the_forecast():
    whole = made_history(84, 150)
    usual = forecast(whole).mean.sum()
    whole.counts[0, 30] = np.nan  # nothing known
    whole.counts[0, 37, FIRST_SLOT : FIRST_SLOT + 8] = np.nan  # half a day known
    whole.counts[0, 44, FIRST_SLOT : FIRST_SLOT + len(SHAPE)] = 0  # open, and nobody came
    whole.counts[0, 53] *= 0.2  # an outage
    whole.is_open[0, 60] = False  # closed

    assert forecast(whole).mean.sum() == pytest.approx(usual, rel=0.05)


def test_a_saturday_worked_in_exchange_is_a_workday_and_a_holiday_is_none():
    history = made_history(84, 100)
    dates = ahead(history)
    saturday, holiday = dates[5], dates[2]
    calendar = Calendar(holidays=frozenset({holiday}), swap_workdays=frozenset({saturday}))

    said = forecast(history, calendar=calendar)

    friday = said.mean[4].sum()
    assert said.mean[5].sum() == pytest.approx(friday, rel=0.15)
    assert said.mean[2].sum() == 0
    assert said.mean[6].sum() == 0


def test_days_with_a_factor_are_learned_without_it():
    history = made_history(70, 150)
    usual = forecast(history).mean.sum()
    rainy = {history.first + number * DAY: 0.5 for number in range(56, 70)}
    history.counts[0, 56:70] *= 0.5

    assert forecast(history, factors=rainy).mean.sum() == pytest.approx(usual, rel=0.01)


@pytest.mark.parametrize("days", [14, 5, 1])
def test_little_history_is_enough_for_an_answer(days):
    history = made_history(days, 60, 0.5)

    said = [forecast(history, service) for service in (0, 1)]

    assert 30 <= said[0].mean[0].sum() <= 120
    assert all(np.isfinite(one.p90).all() for one in said)
    assert (said[0].p90 > said[0].p10)[0, FIRST_SLOT:].any()


def test_no_history_is_nobody():
    history = empty(("cash",), MONDAY, 3, 30)

    said = forecast(history)

    assert said.p90.sum() == 0


def test_a_single_busy_slot_of_a_rare_service_is_no_trouble():
    history = made_history(60, 0.01)
    history.counts[0, 10, FIRST_SLOT] = 3

    said = forecast(history)

    assert np.isfinite(said.mean).all()
    assert said.mean.sum() < 10


def test_an_hour_opened_for_the_first_time_takes_its_neighbours_share():
    history = made_history(60, 100)
    dates = ahead(history)
    is_open = np.zeros((14, 48), dtype=bool)
    is_open[0, FIRST_SLOT : FIRST_SLOT + len(SHAPE) + 2] = True

    said = Forecaster().learn(history).outlook(0, dates, is_open)

    assert said.mean[0, FIRST_SLOT + len(SHAPE)] > 0
    assert said.mean[1].sum() == 0
