"""Saying on the forecast board what changes a day."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from lobby.branches.enums import RoleCode
from queueing.domain.flow.factors import set_factor
from queueing.domain.flow.forecasting import make_forecast
from queueing.enums.forecasts import FlowCause
from queueing.models import FlowFactor, FlowForecast
from tests.factories import make_staff
from tests.queueing.forecast.days import count_rows

TODAY = dt.date(2026, 3, 10)
ENGLISH = {"Accept-Language": "en"}


@pytest.fixture(autouse=True)
def now(night):
    with time_machine.travel(night, tick=False):
        yield


@pytest.fixture
def forecast(branch, cash, state, night):
    count_rows(cash, TODAY - dt.timedelta(days=42), 42)
    make_forecast(branch.pk, at=night)


def page_of(staff):
    client = Client()
    client.force_login(staff)
    return client


def address(name, code="7001"):
    return reverse(f"queueing:{name}", args=[code])


def test_the_board_shows_who_said_what_and_the_form(branch, forecast, head, manager, night):
    set_factor(branch, by=manager.actor, at=night, date=TODAY, cause=FlowCause.HEAVY_RAIN, note="back office helps")

    page = page_of(head).get(address("forecast-board"), headers=ENGLISH).content.decode()

    assert "heavy rain · 80 % of the usual" in page
    assert "back office helps" in page
    assert f"{manager.name} · " in page
    assert address("flow-factor-set") in page


def test_who_does_not_plan_the_roster_has_no_form(branch, forecast, night):
    lead = make_staff("lead", branch, RoleCode.TELLER_LEAD)

    page = page_of(lead).get(address("forecast-board")).content.decode()

    assert address("flow-factor-set") not in page


def test_a_day_that_is_over_has_no_form(branch, forecast, head):
    page = page_of(head).get(address("forecast-board"), {"day": "2026-03-09"}).content.decode()

    assert address("flow-factor-set") not in page


def test_said_and_taken_back(branch, forecast, head):
    before, client = (
        FlowForecast.objects.filter(date=TODAY).order_by("pk").values_list("mean", flat=True)[2],
        page_of(head),
    )
    rain = {"date": "2026-03-10", "cause": "heavy_rain", "percent": "60", "note": "no walk-ins expected"}

    answer = client.post(address("flow-factor-set"), rain, headers={"Accept": "application/json", **ENGLISH})

    assert answer.json() == {"message": "heavy rain: 60 % of the usual customers."}
    row = FlowFactor.objects.get()
    assert (row.factor, row.note, row.set_by) == (0.6, "no walk-ins expected", head)
    after = FlowForecast.objects.filter(date=TODAY).order_by("pk").values_list("mean", flat=True)[2]
    assert after == pytest.approx(0.6 * before)

    answer = client.post(address("flow-factor-clear"), rain)

    assert (answer.status_code, answer.headers["Location"]) == (302, f"{address('forecast-board')}?day=2026-03-10")
    assert not FlowFactor.objects.exists()


@pytest.mark.parametrize(
    ("change", "status"),
    [({"cause": "meteor"}, 400), ({"date": "soon"}, 400), ({"percent": "500"}, 400), ({"date": "2026-03-09"}, 409)],
)
def test_what_makes_no_sense_is_refused(branch, forecast, head, change, status):
    rain = {"date": "2026-03-10", "cause": "heavy_rain", **change}

    answer = page_of(head).post(address("flow-factor-set"), rain, headers={"Accept": "application/json"})

    assert answer.status_code == status
    assert not FlowFactor.objects.exists()


def test_strangers_find_nothing_and_tellers_may_not(branch, forecast, teller, stranger):
    rain = {"date": "2026-03-10", "cause": "heavy_rain"}

    for name in ("flow-factor-set", "flow-factor-clear"):
        assert page_of(stranger).post(address(name), rain).status_code == 404
        assert page_of(teller).post(address(name), rain).status_code == 403
        assert page_of(teller).get(address(name)).status_code == 405
