"""Customers who booked are expected on top of those who walk in."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER
from queueing.domain.appointments.booking import Guest, request
from queueing.domain.flow.factors import SHOW_SHARE, set_factor
from queueing.domain.flow.forecasting import make_forecast
from queueing.enums.appointments import BookingChannel
from queueing.enums.forecasts import FlowCause
from queueing.models import FlowCount, FlowForecast, SlotRule
from tests.queueing.forecast.days import count_rows

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)
TEN = dt.datetime(2026, 3, 10, 2, 0, tzinfo=dt.UTC)


@pytest.fixture
def four_at_ten(branch, cash, night):
    """Four customers booked cash for 10:00 today, one in the afternoon."""
    SlotRule.objects.create(branch=branch, service=cash, capacity=4, length_min=30, lead_min=30)
    for number, starts_at in enumerate([TEN] * 4 + [TEN + dt.timedelta(hours=4)]):
        guest = Guest("张小明", f"1380000000{number}")
        who = {"by": CUSTOMER, "at": night, "channel": BookingChannel.PHONE}
        request(branch, service=cash, starts_at=starts_at, guest=guest, **who)


def at_ten():
    return FlowForecast.objects.get(starts_at=TEN)


def test_bookings_come_on_top(branch, cash, state, night, four_at_ten):
    count_rows(cash, TODAY - 42 * DAY, 42)

    make_forecast(branch.pk, at=night)

    row = at_ten()
    assert row.booked == 4
    assert row.mean == pytest.approx(10 + 4 * SHOW_SHARE, abs=0.7)
    assert row.p10 >= 4 * SHOW_SHARE


def test_rain_keeps_no_booked_customer_away(branch, cash, state, night, manager, four_at_ten):
    count_rows(cash, TODAY - 42 * DAY, 42)
    make_forecast(branch.pk, at=night)
    walk_in = at_ten().mean - 4 * SHOW_SHARE

    set_factor(branch, by=manager.actor, at=night, date=TODAY, cause=FlowCause.HEAVY_RAIN, factor=0.5)

    assert at_ten().mean == pytest.approx(0.5 * walk_in + 4 * SHOW_SHARE)


def test_those_who_booked_in_the_past_are_not_learned_as_walk_ins(branch, cash, state, night):
    count_rows(cash, TODAY - 42 * DAY, 42)
    for row in FlowCount.objects.all():
        row.booked[12:16] = [5] * 4
        row.save()

    make_forecast(branch.pk, at=night)

    assert at_ten().mean == pytest.approx(5, abs=0.7)
