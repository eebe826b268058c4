"""A day on the roster: 10:00 is `at`."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.models import Break, Counter, Shift, Staff
from tests.factories import make_break, make_shift


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
