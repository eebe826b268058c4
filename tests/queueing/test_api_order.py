"""The calling order as people read it: the same order counters call in, and why."""

import datetime as dt

import pytest
from django.utils import translation

from queueing.domain.calling import call_next
from queueing.domain.serving import finish, hand_on, send_back, start
from queueing.domain.waiting import divert, fall_back, miss, postpone, reinstate, transfer
from queueing.enums import ReturnReason, TicketStatus, Trait
from queueing.models import Ticket
from queueing.selectors.order import calling_order
from tests.factories import make_customer, make_ticket

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def reasons(branch, at):
    return {place.ticket.number: place.why for place in calling_order(branch, at=at)}


def test_why_names_the_class_and_its_head_start(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)
    make_ticket(cash, at, by=manager, traits=[Trait.ELDERLY])
    make_ticket(cash, at, by=manager, customer=make_customer(branch, at, by=manager, tier="vip"))

    assert reasons(branch, at) == {
        "A002": "counts as arrived 20 minutes earlier (care)",
        "A003": "counts as arrived 10 minutes earlier (VIP)",
        "A001": "in order of arrival",
    }


def test_why_of_second_chances(branch, cash, personal, session, counter2, teller, manager, at):
    by = teller.actor
    missed, handed, returned = (make_ticket(cash, at, by=manager) for _ in range(3))
    miss(call_next(session, by=by, at=at), by=by, at=at)
    start(call_next(session, by=by, at=at), by=by, at=at)
    hand_on(handed, by=by, at=at + MINUTE, service=personal)
    start(call_next(session, by=by, at=at), by=by, at=at)
    send_back(returned, by=by, at=at, reason=ReturnReason.FORM)
    reinstate(missed, by=manager.actor, at=at)
    late = make_ticket(cash, at, by=manager)
    postpone(late, by=manager.actor, at=at)
    kept = make_ticket(cash, at, by=manager)
    transfer(kept, by=manager.actor, at=at, counter=counter2)

    assert reasons(branch, at) == {
        returned.number: "returned, goes first",
        missed.number: "missed and came back, keeps the old place",
        handed.number: "handed on from a counter, in order since then",
        late.number: "postponed at the customer's wish",
        kept.number: "waits for Counter 2",
    }


def test_why_after_a_device_failed(branch, cash, manager, at):
    type(cash).objects.filter(pk=cash.pk).update(channels=["counter", "vtm"])
    ticket = make_ticket(cash, at, by=manager)
    divert(ticket, by=manager.actor, at=at, channel="vtm")
    fall_back(ticket, by=manager.actor, at=at, reason="no paper")

    assert reasons(branch, at) == {"A001": "came back from a device, goes first"}


def test_the_pass_rule_shows_in_the_order_and_is_what_counters_do(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    make_ticket(cash, at, by=manager)
    for _ in range(5):
        make_ticket(cash, at, by=manager, traits=[Trait.PREGNANT])
    shown = [(place.ticket.number, place.why) for place in calling_order(branch, at=at)]

    called = []
    while (ticket := call_next(session, by=teller.actor, at=at)) is not None:
        called.append(ticket.number)
        finish(start(ticket, by=teller.actor, at=at), by=teller.actor, at=at)

    assert [number for number, _ in shown] == called == ["A003", "A004", "A005", "A001", "A006", "A007", "A002"]
    assert shown[3] == ("A001", "passed 3 times, next in line")
    assert shown[6] == ("A002", "in order of arrival")


def test_passes_so_far_are_remembered(branch, cash, manager, at):
    oldest = make_ticket(cash, at, by=manager)
    make_ticket(cash, at, by=manager, traits=[Trait.DISABLED])
    Ticket.objects.filter(pk=oldest.pk).update(passes=3)

    first = calling_order(branch, at=at)[0]

    assert (first.ticket, first.why) == (oldest, "passed 3 times, next in line")


def test_only_today_and_only_who_waits(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    assert [place.ticket.status for place in calling_order(branch, at=at)] == [TicketStatus.WAITING]
    assert calling_order(branch, at=at + dt.timedelta(days=1)) == []


@pytest.mark.parametrize("waiting", [1, 3])
def test_the_order_is_two_queries(branch, cash, manager, at, waiting, django_assert_num_queries):
    for _ in range(waiting):
        make_ticket(cash, at, by=manager)

    with django_assert_num_queries(2):
        assert len([place.why for place in calling_order(branch, at=at)]) == waiting
