"""The journal page: who reads it, what it shows, what it costs."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.live.records import records
from tests.factories import make_staff, make_ticket

DAY = "2026-03-10"


@pytest.fixture
def page(branch):
    return reverse("live:journal", args=[branch.code])


def types(answer):
    return [entry.type for entry in answer.context["records"].entries]


@pytest.mark.parametrize("role", [RoleCode.AUDITOR, RoleCode.HEAD])
def test_auditor_and_head_read_the_day(client, branch, cash, manager, page, at, role):
    make_ticket(cash, at, by=manager)
    client.force_login(make_staff("reader", branch, role))

    assert types(client.get(page, {"day": DAY})) == ["ticket.issued", "day.begun"]
    assert types(client.get(page, {"day": DAY, "type": "day."})) == ["day.begun"]
    assert types(client.get(page, {"day": "2026-03-11"})) == []


def test_wrong_role_is_refused_and_a_stranger_finds_nothing(client, manager, stranger, page):
    client.force_login(manager)
    assert client.get(page).status_code == 403

    client.force_login(stranger)
    assert client.get(page).status_code == 404


def test_nothing_is_written_here(client, head, page):
    client.force_login(head)

    assert [client.post(page).status_code, client.delete(page).status_code] == [405, 405]


@pytest.mark.parametrize(
    "query", [{"day": "x"}, {"day": "9999-12-31"}, {"type": "%'"}, {"below": "0"}, {"subject": "\0"}]
)
def test_filters_that_cannot_be_read_are_refused(client, head, page, query):
    client.force_login(head)

    assert client.get(page, query).status_code == 400


def test_pages_go_on_below(branch, cash, manager, at, monkeypatch):
    monkeypatch.setattr("lobby.live.records.ENTRIES_A_PAGE", 2)
    for _ in range(3):
        make_ticket(cash, at, by=manager)
    day = dt.date(2026, 3, 10)

    first = records(branch, day, "", None, None)
    second = records(branch, day, "", None, first.below)

    assert [entry.seq for entry in [*first.entries, *second.entries]] == [4, 3, 2, 1]
    assert (first.below, second.below) == (3, None)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_page_costs_the_same_for_one_row_and_three(
    client, head, cash, manager, page, at, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_ticket(cash, at, by=manager)
    client.force_login(head)

    with django_assert_num_queries(6):
        answer = client.get(page, {"day": DAY})

    assert len(types(answer)) == rows + 1
