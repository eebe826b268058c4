"""The rest of the day by what came so far."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.live.models import Entry
from queueing import tasks
from queueing.domain.counters import close
from queueing.domain.flow.correcting import SoFar, correct_day, damped, ratios
from queueing.domain.flow.factors import set_factor
from queueing.domain.flow.forecasting import make_forecast
from queueing.domain.flow.sweeping import correct_due
from queueing.enums.forecasts import FlowCause
from queueing.models import FlowForecast, FlowState
from tests.factories import make_ticket
from tests.queueing.forecast.days import count_rows
from tests.statements import statements_at_most

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)
MINUTE = dt.timedelta(minutes=1)
ELEVEN = dt.datetime(2026, 3, 10, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def forecast(branch, cash, personal, state, night):
    for service in (cash, personal):
        count_rows(service, TODAY - 42 * DAY, 42)
    make_forecast(branch.pk, at=night)


def left(service):
    rows = FlowForecast.objects.filter(service=service, date=TODAY, starts_at__gte=ELEVEN)
    return sum(rows.values_list("mean", flat=True))


def come(service, manager, number):
    """So many customers between 10:00 and 11:00, where 20 were expected."""
    for one in range(number):
        make_ticket(service, ELEVEN - 60 * MINUTE + one * MINUTE, by=manager)


def test_more_customers_than_expected_raise_the_rest_of_the_day(branch, cash, personal, forecast, manager):
    before, other, planned = left(cash), left(personal), FlowForecast.objects.first().planned
    come(cash, manager, 50)
    come(personal, manager, 20)

    assert correct_day(branch.pk, at=ELEVEN)

    assert 1.3 < left(cash) / before < 2.0
    assert 1.0 < left(personal) / other < 1.4
    assert FlowForecast.objects.first().planned == planned
    entry = Entry.objects.get(type="forecast.corrected")
    assert entry.payload["least"] < entry.payload["most"]


def test_fewer_customers_lower_it_within_bounds(branch, cash, personal, forecast, manager):
    before = left(cash)

    assert correct_day(branch.pk, at=ELEVEN)

    assert 0.5 <= left(cash) / before < 0.8
    past = FlowForecast.objects.filter(service=cash, date=TODAY, starts_at__lt=ELEVEN)
    assert all(row.scale == 1 for row in past)
    tomorrow = FlowForecast.objects.filter(service=cash, date=TODAY + DAY)
    assert all(row.scale == 1 for row in tomorrow)


def test_correcting_again_with_nothing_new_changes_nothing(branch, cash, personal, forecast, manager):
    come(cash, manager, 50)
    correct_day(branch.pk, at=ELEVEN)
    before = left(cash)

    assert not correct_day(branch.pk, at=ELEVEN + MINUTE)

    assert left(cash) == before


def test_a_factor_set_after_a_correction_multiplies_what_is_left(branch, cash, personal, forecast, manager):
    come(cash, manager, 50)
    correct_day(branch.pk, at=ELEVEN)
    before = left(cash)

    set_factor(branch, by=manager.actor, at=ELEVEN, date=TODAY, cause=FlowCause.OTHER, factor=0.5)

    assert left(cash) == pytest.approx(0.5 * before)


def test_without_a_forecast_nothing_is_corrected(branch, cash, state, manager):
    come(cash, manager, 5)

    assert not correct_day(branch.pk, at=ELEVEN)


def test_what_came_counts_the_more_the_more_came():
    assert damped(4, 2) < damped(40, 20) < damped(400, 200) < 2
    assert ratios({1: SoFar(0, 0)}) == {1: 1.0}
    assert ratios({1: SoFar(100, 2000)}) == {1: 2.0}


def test_branches_at_work_are_corrected_every_quarter_of_an_hour(
    branch, cash, personal, forecast, manager, session, teller
):
    come(cash, manager, 50)

    assert correct_due(at=ELEVEN) == 1
    come(personal, manager, 60)
    assert correct_due(at=ELEVEN + 14 * MINUTE) == 0
    assert correct_due(at=ELEVEN + 15 * MINUTE) == 1

    close(session, by=teller.actor, at=ELEVEN + 16 * MINUTE)
    come(cash, manager, 60)
    assert correct_due(at=ELEVEN + 60 * MINUTE) == 0


def test_a_branch_that_fails_does_not_stop_the_others(branch, cash, personal, forecast, manager, session, other_branch):
    come(cash, manager, 50)
    FlowState.objects.create(branch=other_branch, due_at=ELEVEN)
    factor = FlowForecast.objects.filter(branch=branch).update(scale=0)  # nothing the verbs write

    assert factor
    assert correct_due(at=ELEVEN) == 0


def test_the_task_runs_with_nobody_at_work(db):
    tasks.correct_forecasts()


def test_a_correction_takes_few_statements(branch, cash, personal, forecast, manager):
    come(cash, manager, 50)

    with statements_at_most(7):
        correct_day(branch.pk, at=ELEVEN)
