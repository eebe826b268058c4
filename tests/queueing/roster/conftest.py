"""A day on the roster: 10:00 is `at`."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.models import Branch, Break, Counter, Service, Shift, Staff
from queueing.models import FlowForecast
from tests.factories import make_break, make_forecast, make_shift


@pytest.fixture
def opens(at: dt.datetime) -> dt.datetime:
    """9:00 of the day of `at`."""
    return at - dt.timedelta(hours=1)


@pytest.fixture
def shift(teller: Staff, counter: Counter, opens: dt.datetime) -> Shift:
    """The teller at counter 1 from 9:00 to 17:00."""
    return make_shift(teller, opens, counter=counter)


@pytest.fixture
def shift2(teller2: Staff, counter2: Counter, opens: dt.datetime) -> Shift:
    """The second teller at counter 2 from 9:00 to 17:00."""
    return make_shift(teller2, opens, counter=counter2)


@pytest.fixture
def lunch(shift: Shift, opens: dt.datetime) -> Break:
    """The teller's meal, 12:00 to 12:45."""
    return make_break(shift, opens + dt.timedelta(hours=3))


@pytest.fixture
def forecast(branch: Branch, cash: Service, personal: Service, opens: dt.datetime) -> list[FlowForecast]:
    """A rush from 12:00 to 14:00 on the day of `at`, for both services."""
    rows = []
    for number in range(16):
        cash_mean = 14.0 if 6 <= number < 10 else 5.0
        for service, mean in ((cash, cash_mean), (personal, 1.5)):
            rows.append(make_forecast(service, opens + number * dt.timedelta(minutes=30), mean))
    return rows
