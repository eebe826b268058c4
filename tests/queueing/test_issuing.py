"""Issuing: numbers, hours, caps, classes, visits."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.models import BusinessDay
from queueing.domain.days import resume_issuing, stop_issuing
from queueing.domain.visits import greet, leave_early
from queueing.enums import Trait
from queueing.errors import (
    AlreadyWaiting,
    BranchClosed,
    IllegalVisitMove,
    IssuingStopped,
    NumbersExhausted,
)
from queueing.models import Ticket, Visit
from tests.factories import make_customer, make_service, make_ticket

MINUTE = dt.timedelta(minutes=1)


def test_numbers_run_by_prefix_and_start_again_each_day(branch, cash, personal, manager, at):
    numbers = [make_ticket(service, at, by=manager).number for service in (cash, cash, personal)]
    tomorrow = make_ticket(cash, at + dt.timedelta(days=1), by=manager).number

    assert (numbers, tomorrow) == (["A001", "A002", "B001"], "A001")


def test_services_with_one_prefix_share_its_numbers(branch, cash, manager, at):
    twin = make_service(branch, "coins", "A")

    assert [make_ticket(s, at, by=manager).number for s in (cash, twin, cash)] == ["A001", "A002", "A003"]


def test_a_used_up_range_stops_issuing_and_leaves_nothing(branch, manager, at):
    small = make_service(branch, "small", "S", number_first=5, number_last=6)
    assert [make_ticket(small, at, by=manager).number for _ in range(2)] == ["S005", "S006"]

    with pytest.raises(NumbersExhausted):
        make_ticket(small, at, by=manager)
    assert (Ticket.objects.count(), Visit.objects.count()) == (2, 2)


def test_the_daily_cap_stops_with_the_banks_words(branch, manager, at):
    capped = make_service(branch, "capped", "K", daily_cap=1, stopped_message_zh="今日已满", stopped_message_en="Full")
    make_ticket(capped, at, by=manager)

    with pytest.raises(IssuingStopped) as refused:
        make_ticket(capped, at, by=manager)
    assert refused.value.detail == "今日已满"


@pytest.mark.parametrize("hour", [0, 9, 20])
def test_a_closed_branch_issues_nothing(hour, cash, manager, at):
    with pytest.raises(BranchClosed):
        make_ticket(cash, at.replace(hour=hour), by=manager)


def test_a_holiday_issues_nothing(branch, cash, manager, at):
    BusinessDay.objects.create(branch=branch, date=at.date(), is_holiday=True)

    with pytest.raises(BranchClosed):
        make_ticket(cash, at, by=manager)


def test_issuing_hours_of_a_service(branch, manager, at):
    early = make_service(branch, "early", "E", issue_until=dt.time(9, 30))

    make_ticket(early, at - 31 * MINUTE, by=manager)
    with pytest.raises(IssuingStopped):
        make_ticket(early, at, by=manager)


def test_issuing_stops_and_goes_on_by_hand(branch, cash, manager, at):
    stop_issuing(branch, by=manager.actor, at=at, reason="power cut")
    with pytest.raises(IssuingStopped) as refused:
        make_ticket(cash, at, by=manager)
    assert refused.value.detail == "power cut"

    resume_issuing(branch, by=manager.actor, at=at)
    assert make_ticket(cash, at, by=manager).number == "A001"


def test_care_comes_from_traits_and_vip_from_the_system_level(branch, cash, manager, at):
    care = make_ticket(cash, at, by=manager, traits=[Trait.PREGNANT])
    vip = make_ticket(cash, at, by=manager, customer=make_customer(branch, at, by=manager, tier="vip"))
    plain = make_ticket(cash, at, by=manager, traits=[Trait.FOREIGN_LANGUAGE])

    assert [t.priority for t in (care, vip, plain)] == ["care", "vip", "normal"]
    assert [(at - t.queue_at) // MINUTE for t in (care, vip, plain)] == [20, 10, 0]


def test_a_customer_waits_once_for_a_service_in_one_visit(branch, cash, personal, manager, at):
    customer = make_customer(branch, at, by=manager)
    first = make_ticket(cash, at, by=manager, customer=customer)
    second = make_ticket(personal, at, by=manager, customer=customer)

    assert first.visit_id == second.visit_id
    with pytest.raises(AlreadyWaiting):
        make_ticket(cash, at, by=manager, customer=customer)


def test_triage_is_timed_by_the_server(branch, cash, manager, at):
    visit = greet(branch, by=manager.actor, at=at)
    ticket = make_ticket(cash, at + dt.timedelta(seconds=31), by=manager, greeted=visit)

    assert (ticket.visit_id, ticket.visit.triage_seconds, ticket.visit.status) == (visit.pk, 31, "waiting")
    with pytest.raises(IllegalVisitMove):
        make_ticket(cash, at, by=manager, greeted=visit)


def test_a_greeted_customer_may_leave_early(branch, manager, at):
    visit = leave_early(greet(branch, by=manager.actor, at=at), by=manager.actor, at=at, reason="only asked")

    assert (visit.status, visit.leave_reason) == ("left_early", "only asked")
