"""Each formula on rows made by hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from lobby.kpi import periods, registry
from lobby.kpi.measuring import measured, measured_by, measured_by_hour, rows_of
from lobby.kpi.readings import read
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.domain.undoing import undo
from queueing.domain.waiting import postpone
from queueing.enums import PriorityClass, Source, TicketStatus
from queueing.models import Ticket, Visit
from tests.factories import make_policy, make_ticket, numbers

DAY = dt.date(2026, 3, 10)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def period(branch):
    return periods.day_of(branch, DAY)


def make_row(service, at, *, waited=None, left_after=None, **fields):
    """A ticket of the day as it stands in the table: called after `waited`, or left after `left_after` minutes."""
    day = fields.pop("day", DAY)
    visit = Visit.objects.create(branch=service.branch, day=day, arrived_at=at)
    states = {}
    if waited is not None:
        states = {
            "status": TicketStatus.DONE,
            "first_called_at": at + waited * MINUTE,
            "ended_at": at + (waited + 4) * MINUTE,
        }
    if left_after is not None:
        states = {"status": TicketStatus.ABANDONED, "ended_at": at + left_after * MINUTE}
    return Ticket.objects.create(
        branch=service.branch,
        day=day,
        number=f"T{next(numbers)}",
        service=service,
        visit=visit,
        source=Source.KIOSK,
        issued_at=at,
        queue_at=at,
        waits_since=at,
        long_wait_at=at + 15 * MINUTE,
        **{**states, **fields},
    )


def text(code, period):
    return read(registry.get(code), period).text


def parts(code, period):
    found = measured(registry.get(code), period)
    return found.n, found.total


ALL = ["K01", "K02", "K03", "K04", "K20", "K20C", "K29"]


@pytest.mark.parametrize("code", ALL)
def test_an_empty_day_is_a_dash(code, period):
    reading = read(registry.get(code), period)

    assert (reading.text, reading.n) == ("–", 0)


def test_average_wait_counts_called_tickets_of_its_complexity(cash, personal, period, at):
    make_row(cash, at, waited=4)
    make_row(cash, at, waited=7)
    make_row(cash, at)
    make_row(personal, at, waited=20)

    assert (text("K01", period), parts("K01", period)) == ("5.5", (2, 660.0))
    assert (text("K02", period), parts("K02", period)) == ("20.0", (1, 1200.0))


def test_average_wait_leaves_out_the_time_a_customer_asked_for(cash, period, at):
    make_row(cash, at, waited=12, customer_pause_s=420)

    assert parts("K01", period) == (1, 300.0)


def test_average_wait_leaves_out_cancelled_numberless_and_other_days(cash, period, at):
    make_row(cash, at, waited=30, status=TicketStatus.CANCELLED)
    make_row(cash, at, waited=0, is_without_number=True)
    make_row(cash, at - dt.timedelta(days=1), waited=30, day=DAY - dt.timedelta(days=1))
    make_row(cash, at, waited=3)

    assert parts("K01", period) == (1, 180.0)


def test_average_wait_counts_a_missed_customer(cash, period, at):
    make_row(cash, at, waited=6, status=TicketStatus.NO_SHOW)

    assert parts("K01", period) == (1, 360.0)


def test_a_postponed_ticket_waited_without_its_pause(cash, personal, session, teller, manager, period, at):
    ticket = make_ticket(cash, at, by=manager)
    postpone(ticket, by=manager.actor, at=at + 2 * MINUTE)
    call_next(session, by=teller.actor, at=at + 9 * MINUTE)

    assert parts("K01", period) == (1, 120.0)


def test_undoing_a_finish_takes_the_ticket_out_of_what_has_ended(cash, session, teller, manager, period, at):
    make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at + 20 * MINUTE)
    start(ticket, by=teller.actor, at=at + 20 * MINUTE)
    finish(ticket, by=teller.actor, at=at + 25 * MINUTE)
    assert parts("K03", period) == (1, 1.0)

    undo(ticket, by=teller.actor, at=at + 25 * MINUTE)

    assert parts("K03", period) == (0, 0.0)
    assert parts("K01", period) == (1, 1200.0)


def test_long_waits_include_people_who_left(cash, period, at):
    make_row(cash, at, waited=15)
    make_row(cash, at, waited=16)
    make_row(cash, at, left_after=40)
    make_row(cash, at, left_after=2)
    make_row(cash, at)

    assert (text("K03", period), parts("K03", period)) == ("50.0", (4, 2.0))


def test_who_let_others_go_first_and_left_waited_until_then(cash, period, at):
    make_row(cash, at, left_after=40, postponed_at=at + 3 * MINUTE)

    assert parts("K03", period) == (1, 0.0)


def test_long_waits_leave_out_what_a_device_served(cash, period, at):
    make_row(cash, at, status=TicketStatus.DONE, ended_at=at + 60 * MINUTE)

    assert parts("K03", period) == (0, 0.0)


def test_long_wait_line_is_that_of_each_day(branch, cash, at):
    branch.policies.all().delete()
    make_policy(branch)
    branch.policies.create(effective_from=DAY, long_wait_s=600)
    yesterday = DAY - dt.timedelta(days=1)
    make_row(cash, at, waited=12)
    make_row(cash, at - dt.timedelta(days=1), waited=12, day=yesterday)

    assert parts("K03", periods.period(branch, yesterday, DAY)) == (2, 1.0)


def test_triage_on_time_counts_visits_greeted_by_staff(branch, cash, period, at):
    for seconds in (12, 30, 31, None):
        Visit.objects.create(branch=branch, day=DAY, arrived_at=at, triage_seconds=seconds)
    make_row(cash, at)

    assert (text("K04", period), parts("K04", period)) == ("66.7", (3, 2.0))
    assert "1" in registry.get("K04").aside(period)


def test_triage_limit_is_the_policy_of_the_day(branch, period, at):
    branch.policies.create(effective_from=DAY, triage_target_s=20)
    Visit.objects.create(branch=branch, day=DAY, arrived_at=at, triage_seconds=25)

    assert parts("K04", periods.day_of(branch, DAY)) == (1, 0.0)


def test_estimate_error_is_the_median_either_way(cash, period, at):
    make_row(cash, at, waited=10, quoted_p50_s=480)
    make_row(cash, at, waited=4, quoted_p50_s=300)
    make_row(cash, at, waited=4, quoted_p50_s=2400)
    make_row(cash, at, waited=4)
    make_row(cash, at, left_after=4, quoted_p50_s=0)

    assert (text("K20", period), parts("K20", period)[0]) == ("2.0", 3)


def test_estimate_error_of_an_even_number_is_between_the_middle_two(cash, period, at):
    make_row(cash, at, waited=10, quoted_p50_s=540)
    make_row(cash, at, waited=10, quoted_p50_s=360)

    assert text("K20", period) == "2.5"


def test_estimates_kept_are_waits_within_the_longest_told(cash, period, at):
    make_row(cash, at, waited=10, quoted_p50_s=300, quoted_p90_s=600)
    make_row(cash, at, waited=10, quoted_p50_s=300, quoted_p90_s=599)
    make_row(cash, at, waited=10, quoted_p50_s=300, quoted_p90_s=900)
    make_row(cash, at, waited=10)
    make_row(cash, at, waited=10, quoted_p50_s=300, quoted_p90_s=900, quote_needs_opening=True)

    kept = registry.get("K20C")

    assert (text("K20C", period), parts("K20C", period)) == ("66.7", (3, 2.0))
    assert [row.measure for row in rows_of(kept, period)] == [0, 1, 1]
    with translation.override("en"):
        assert kept.aside(period) == "1 ticket given before a counter was open for it is left out."


def test_left_before_service_is_told_by_class(cash, period, at):
    make_row(cash, at, left_after=9, priority=PriorityClass.VIP)
    make_row(cash, at, waited=2, priority=PriorityClass.VIP)
    make_row(cash, at)
    make_row(cash, at, status=TicketStatus.CANCELLED)

    by_class = measured_by(registry.get("K29"), period, "priority")

    assert (text("K29", period), parts("K29", period)) == ("33.3", (3, 1.0))
    assert {name: (one.n, one.total) for name, one in by_class.items()} == {"vip": (2, 1.0), "normal": (1, 0.0)}


@pytest.mark.parametrize("code", ALL)
def test_hours_add_up_to_the_day(code, cash, personal, branch, period, at):
    for hour in (0, 1, 1, 3):
        make_row(cash, at + dt.timedelta(hours=hour), waited=5, quoted_p50_s=100, quoted_p90_s=400)
        make_row(personal, at + dt.timedelta(hours=hour), waited=25, quoted_p50_s=200, quoted_p90_s=400)
        Visit.objects.create(branch=branch, day=DAY, arrived_at=at + dt.timedelta(hours=hour), triage_seconds=9)
    kpi = registry.get(code)

    by_hour = measured_by_hour(kpi, period)

    assert sum(one.n for one in by_hour.values()) == measured(kpi, period).n > 0
    assert sum(by_hour.values(), start=type(measured(kpi, period))()) == measured(kpi, period)
    assert set(by_hour) == {10, 11, 13}


def test_another_branch_is_not_counted(cash, other_branch, at):
    make_row(cash, at, waited=5)

    assert parts("K01", periods.day_of(other_branch, DAY)) == (0, 0.0)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("code", ALL)
def test_a_figure_is_one_query_and_its_rows_at_most_three(
    code, rows, cash, personal, period, at, django_assert_num_queries, django_assert_max_num_queries
):
    for _ in range(rows):
        make_row(cash, at, waited=5, quoted_p50_s=100, quoted_p90_s=400)

    with django_assert_num_queries(1):
        measured(registry.get(code), period)
    with django_assert_max_num_queries(3):
        list(rows_of(registry.get(code), period))
