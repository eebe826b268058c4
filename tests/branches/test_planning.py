"""Holidays and exchanged workdays of a year (R23)."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from lobby.branches.models import BusinessDay
from lobby.branches.planning import plan_year
from queueing.errors import BranchClosed
from tests.factories import make_ticket

SPRING_FESTIVAL = dt.date(2026, 2, 17)
WORKED_SATURDAY = dt.date(2026, 2, 28)


def test_holidays_close_and_exchanged_weekends_open(branch, cash, manager):
    assert plan_year(branch, 2026) > 20

    closed, worked = (BusinessDay.objects.get(branch=branch, date=date) for date in (SPRING_FESTIVAL, WORKED_SATURDAY))
    assert (closed.is_holiday, closed.is_open_day, closed.is_provisional) == (True, False, False)
    assert (worked.is_swap_workday, worked.is_open_day) == (True, True)
    assert make_ticket(cash, dt.datetime(2026, 2, 28, 2, tzinfo=dt.UTC), by=manager).number == "A001"
    with pytest.raises(BranchClosed):
        make_ticket(cash, dt.datetime(2026, 2, 17, 2, tzinfo=dt.UTC), by=manager)


def test_a_second_plan_changes_nothing_and_keeps_what_people_wrote(branch):
    BusinessDay.objects.create(branch=branch, date=SPRING_FESTIVAL, is_provisional=True)
    plan_year(branch, 2026)

    assert plan_year(branch, 2026) == 0
    assert BusinessDay.objects.get(branch=branch, date=SPRING_FESTIVAL).is_provisional


def test_a_year_without_published_exchanges_is_provisional(branch):
    plan_year(branch, 2027)

    assert set(BusinessDay.objects.filter(branch=branch).values_list("is_provisional", flat=True)) == {True}


def test_the_command_plans_one_branch_or_refuses(branch, other_branch):
    call_command("plan_year", "2026", branch=branch.code, verbosity=0)

    assert not BusinessDay.objects.filter(branch=other_branch).exists()
    for arguments in (["1066"], ["2026", "--branch", "nope"]):
        with pytest.raises(CommandError):
            call_command("plan_year", *arguments)
