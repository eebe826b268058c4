"""The head's list of tickets."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from queueing.domain.calling import call_next
from queueing.domain.waiting import leave
from tests.factories import make_ticket


@pytest.fixture
def page(branch):
    return reverse("queueing:ticket-list", args=[branch.code])


def numbers(answer):
    return [ticket.number for ticket in answer.context["page"]]


def test_filters_are_combined(client, head, teller, manager, cash, personal, session, page, at):
    for service in (cash, cash, personal):
        make_ticket(service, at, by=manager)
    called = call_next(session, by=teller.actor, at=at)
    left = make_ticket(cash, at, by=manager)
    leave(left, by=manager.actor, at=at)
    client.force_login(head)
    day = {"day": "2026-03-10"}

    assert numbers(client.get(page, day)) == ["A003", "B001", "A002", "A001"]
    assert numbers(client.get(page, {**day, "status": ["called", "abandoned"]})) == ["A003", "A001"]
    assert numbers(client.get(page, {**day, "service": "personal", "status": "waiting"})) == ["B001"]
    assert numbers(client.get(page, {**day, "counter": session.counter.code})) == [called.number]
    assert numbers(client.get(page, {"day": "2026-03-11"})) == []


@pytest.mark.parametrize(
    "query",
    [{"day": "x"}, {"status": "gone"}, {"service": "nope"}, {"counter": "'"}, {"priority": "king"}, {"service": "\0"}],
)
def test_an_unknown_filter_is_refused(client, head, page, query):
    client.force_login(head)

    assert client.get(page, query).status_code == 400


def test_wrong_role_is_refused_and_a_stranger_finds_nothing(client, teller, stranger, page):
    client.force_login(teller)
    assert client.get(page).status_code == 403

    client.force_login(stranger)
    assert client.get(page).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_list_costs_the_same_for_one_row_and_three(
    client, head, manager, cash, page, at, rows, django_assert_num_queries
):
    for number in range(rows):
        make_ticket(cash, at + dt.timedelta(minutes=number), by=manager)
    client.force_login(head)

    with django_assert_num_queries(7):
        answer = client.get(page, {"day": "2026-03-10"})

    assert len(numbers(answer)) == rows
