"""The night's forecast: counted, learned, written once; late, after failures and side by side."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfoNotFoundError

import pytest
import time_machine

from lobby.branches.models import Branch, BusinessDay, Service
from lobby.config.celery import app
from lobby.live.models import Entry
from queueing import tasks
from queueing.domain.days import close_day
from queueing.domain.flow import sweeping
from queueing.domain.flow.forecasting import make_forecast
from queueing.domain.flow.sweeping import claim_due
from queueing.domain.waiting import cancel
from queueing.models import FlowCount, FlowForecast, FlowState, ForecastError
from queueing.selectors.forecasts import slots
from tests import factories
from tests.factories import make_ticket
from tests.queueing.forecast.days import count_rows
from tests.statements import statements_at_most

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)
HALF = dt.timedelta(minutes=30)


def of_day(branch, date=TODAY):
    return FlowForecast.objects.filter(branch=branch, date=date).order_by("starts_at", "service")


def test_a_fortnight_is_forecast_by_half_hour_and_service(branch, cash, personal, state, night):
    count_rows(cash, TODAY - 56 * DAY, 56)

    assert make_forecast(branch.pk, at=night)

    found = slots(branch, since=night, until=night + 14 * DAY)
    assert [slot.service for slot in found[:3]] == [cash, personal, cash]
    assert found[0].starts_at == dt.datetime(2026, 3, 10, 1, 0, tzinfo=dt.UTC)  # opening at 9:00
    assert len(found) == 10 * 16 * 2  # ten weekdays of eight hours
    busy = [slot for slot in found if slot.service == cash and 2 <= slot.starts_at.hour < 4]
    assert all(slot.mean == pytest.approx(10, abs=1) for slot in busy)
    assert {slot.mean for slot in found if slot.service == personal} == {0}


def test_a_forecast_is_made_once_for_a_business_day(branch, cash, state, night):
    make_forecast(branch.pk, at=night)

    assert not make_forecast(branch.pk, at=night + dt.timedelta(hours=3))

    assert set(of_day(branch).values_list("made_at", flat=True)) == {night}
    assert Entry.objects.filter(branch_id=branch.pk, type="forecast.made").count() == 1
    state.refresh_from_db()
    assert state.forecast_on == TODAY
    assert night + 23 * HALF < state.due_at < night + dt.timedelta(hours=25)


def test_a_branch_is_claimed_once_and_again_when_its_task_is_lost(branch, state, night):
    assert claim_due(at=night - DAY) == []
    assert claim_due(at=night) == [branch.pk]
    assert claim_due(at=night) == []

    assert claim_due(at=night + sweeping.LEASE) == [branch.pk]


def test_after_an_outage_of_days_a_branch_is_forecast_late_and_once(branch, cash, state, night):
    make_forecast(branch.pk, at=night)
    late = night + 3 * DAY + dt.timedelta(hours=8)  # Friday, 12:30

    claimed = claim_due(at=late)
    made = [make_forecast(branch_id, at=late) for branch_id in claimed for _ in range(2)]

    assert made == [True, False]
    assert claim_due(at=late + HALF) == []
    friday = of_day(branch, TODAY + 3 * DAY)
    assert friday.filter(starts_at__lt=late).exclude(made_at=night).count() == 0
    assert set(friday.filter(starts_at__gte=late).values_list("made_at", flat=True)) == {late}


def test_due_branches_are_claimed_in_batches_longest_due_first(branch, other_branch, state, night):
    FlowState.objects.create(branch=other_branch, due_at=night - HALF)

    assert claim_due(at=night, limit=1) == [other_branch.pk]
    assert claim_due(at=night, limit=1) == [branch.pk]


def test_a_failed_night_leaves_nothing_and_is_due_again(branch, cash, state, night):
    make_ticket_days(branch, cash, night)
    assert claim_due(at=night) == [branch.pk]
    Branch.objects.filter(pk=branch.pk).update(timezone="Mars/Olympus")
    with pytest.raises(ZoneInfoNotFoundError):
        make_forecast(branch.pk, at=night)
    Branch.objects.filter(pk=branch.pk).update(timezone=branch.timezone)

    assert FlowCount.objects.count() == 0
    assert claim_due(at=night + sweeping.LEASE) == [branch.pk]
    assert make_forecast(branch.pk, at=night + sweeping.LEASE)


def handed_out() -> list[Any]:
    """Tasks that lie with the broker, taken from it."""
    found = []
    with app.connection_for_read() as connection:
        channel = connection.default_channel
        while message := channel.basic_get("celery", no_ack=True):
            found.append((message.headers["task"], channel.message_to_python(message).decode()[0]))
    return found


def test_the_sweep_hands_each_due_branch_to_a_task(branch, cash, state, night):
    handed_out()

    tasks.sweep_forecasts()
    tasks.sweep_forecasts()

    assert handed_out() == [("queueing.forecast_branch", [branch.pk])]


def test_the_task_forecasts_the_branch(branch, cash, state, night):
    with time_machine.travel(night, tick=False):
        tasks.forecast_branch(branch.pk)
        tasks.forecast_branch(branch.pk)

    assert Entry.objects.filter(branch_id=branch.pk, type="forecast.made").count() == 1


def test_a_branch_begins_to_be_forecast_with_its_first_business_day(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)

    assert claim_due(at=at) == [branch.pk]
    assert make_forecast(branch.pk, at=at)

    assert of_day(branch).filter(starts_at__gte=at).count() == 14
    assert FlowForecast.objects.filter(branch=branch, mean__gt=0).exists()  # what any branch may expect


def make_ticket_days(branch, service, night):
    """Yesterday: three customers at 10:05, one at 10:40, one given in error."""
    manager = factories.make_staff("early", branch)
    ten = night - DAY + dt.timedelta(hours=5, minutes=35)
    for minute in (0, 1, 2, 35):
        make_ticket(service, ten + dt.timedelta(minutes=minute), by=manager)
    cancel(make_ticket(service, ten, by=manager), by=manager.actor, at=ten, reason="error")


def test_days_that_are_over_are_counted_once(branch, cash, personal, state, night):
    make_ticket_days(branch, cash, night)

    make_forecast(branch.pk, at=night)

    counts = {row.service_id: row.arrivals for row in FlowCount.objects.filter(day=TODAY - DAY)}
    assert counts[cash.pk][12:14] == [3, 1]
    assert sum(counts[cash.pk]) == 4
    assert sum(counts[personal.pk]) == 0
    state.refresh_from_db()
    assert state.counted_until == TODAY - DAY


def test_an_hour_of_yesterday_stands_beside_its_forecast(branch, cash, personal, state, night):
    count_rows(cash, TODAY - 43 * DAY, 42, size=2)
    make_forecast(branch.pk, at=night - DAY)
    make_ticket_days(branch, cash, night)

    make_forecast(branch.pk, at=night)

    ten = ForecastError.objects.get(branch=branch, starts_at=dt.datetime(2026, 3, 9, 2, 0, tzinfo=dt.UTC))
    assert (ten.day, ten.arrivals) == (TODAY - DAY, 4)
    assert ten.planned == pytest.approx(4, abs=0.5)
    assert ForecastError.objects.filter(day=TODAY - DAY).count() == 8


def test_a_holiday_is_not_forecast_and_a_saturday_in_exchange_is(branch, cash, state, night):
    count_rows(cash, TODAY - 56 * DAY, 56)
    saturday = TODAY + 4 * DAY
    opens = dt.datetime.combine(saturday, dt.time(1), dt.UTC)
    BusinessDay.objects.create(branch=branch, date=TODAY + DAY, is_holiday=True)
    BusinessDay.objects.create(
        branch=branch, date=saturday, is_swap_workday=True, opens_at=opens, closes_at=opens + 8 * 2 * HALF
    )

    make_forecast(branch.pk, at=night)

    assert of_day(branch, TODAY + DAY).count() == 0
    assert sum(row.mean for row in of_day(branch, saturday)) == pytest.approx(40, rel=0.15)
    assert of_day(branch, saturday + DAY).count() == 0


def test_half_hours_that_are_no_longer_open_lose_their_forecast(branch, cash, state, night):
    make_forecast(branch.pk, at=night)
    BusinessDay.objects.create(branch=branch, date=TODAY + 2 * DAY, is_holiday=True)
    assert of_day(branch, TODAY + 2 * DAY).exists()

    make_forecast(branch.pk, at=night + DAY)

    assert not of_day(branch, TODAY + 2 * DAY).exists()
    assert of_day(branch).exists()  # what is past stays


def test_what_was_planned_stays_once_the_branch_has_opened(branch, cash, state, night):
    make_forecast(branch.pk, at=night - DAY)
    planned = list(of_day(branch).values_list("planned", flat=True))
    noon = dt.datetime(2026, 3, 10, 4, 0, tzinfo=dt.UTC)
    count_rows(cash, TODAY - 56 * DAY, 56)

    make_forecast(branch.pk, at=noon)

    assert list(of_day(branch).values_list("planned", flat=True)) == planned
    later = of_day(branch).filter(starts_at__gte=noon)
    assert any(abs(row.mean - row.planned) > 0.01 for row in later)


@pytest.mark.parametrize("day", [dt.date(2026, 3, 29), dt.date(2026, 10, 25)], ids=["spring", "autumn"])
def test_a_clock_change_is_counted_and_forecast(db, day):
    berlin = factories.make_branch("7009", timezone="Europe/Berlin", day_starts_at=dt.time(0))
    factories.make_hours(berlin, dt.time(0), dt.time(0), days=7)
    service = factories.make_service(berlin, "cash", "A")
    manager = factories.make_staff("heike", berlin)
    FlowState.objects.create(branch=berlin, due_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
    begin = dt.datetime.combine(day, dt.time(0), dt.UTC)
    for hour in range(4):
        make_ticket(service, begin + dt.timedelta(hours=hour), by=manager)
    night = begin + DAY + dt.timedelta(minutes=30)

    make_forecast(berlin.pk, at=night)

    row = FlowCount.objects.get(branch=berlin, day=day)
    assert len(row.arrivals) == (46 if day.month == 3 else 50)
    assert sum(row.arrivals) == 4
    assert FlowForecast.objects.filter(branch=berlin).count() > 13 * 48


def test_a_closed_day_of_a_service_that_is_gone_does_not_matter(branch, cash, personal, state, night):
    count_rows(cash, TODAY - 20 * DAY, 20)
    count_rows(personal, TODAY - 20 * DAY, 20)
    Service.objects.filter(pk=personal.pk).update(is_active=False)

    make_forecast(branch.pk, at=night)

    assert set(FlowForecast.objects.values_list("service", flat=True)) == {cash.pk}


def test_a_day_closed_late_is_counted_all_the_same(branch, cash, state, manager, night):
    make_ticket_days(branch, cash, night)
    make_forecast(branch.pk, at=night)

    close_day(BusinessDay.objects.get(branch=branch, date=TODAY - DAY), by=manager.actor, at=night + HALF)
    make_forecast(branch.pk, at=night + DAY)

    assert FlowCount.objects.filter(branch=branch, day=TODAY - DAY).count() == 1


@pytest.mark.parametrize("days", [7, 28])
def test_a_night_costs_the_same_however_long_the_history(branch, cash, personal, state, night, days):
    count_rows(cash, TODAY - days * DAY, days)

    with statements_at_most(17):
        make_forecast(branch.pk, at=night)


def test_reading_slots_takes_two_queries(branch, cash, personal, state, night):
    make_forecast(branch.pk, at=night)

    with statements_at_most(2):
        assert slots(branch, since=night, until=night + 14 * DAY)
