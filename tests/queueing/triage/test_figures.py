"""Figures of triage, recomputed by hand; nobody who is protected is in one."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.kpi import periods, readings, registry
from queueing.domain import serving, waiting
from queueing.domain.calling import call_next
from queueing.domain.visits import greet
from tests.factories import make_customer, make_ticket

MINUTE = dt.timedelta(minutes=1)
pytestmark = pytest.mark.usefixtures("session")


def value(branch, at, code):
    reading = readings.read(registry.get(code), periods.today(branch, at))
    return (None if reading.value is None else float(reading.value), reading.n)


@pytest.fixture
def day(branch, cash, smart, manager, route, at):
    """Six who were offered a machine: four went, one of them came back, two declined; one to whom none was offered.

    Beside them three protected ones, of whom one went to a machine at her own wish.
    """
    went = [make_ticket(cash, at, by=manager, route=route(cash, "smart_counter", override="crowded")) for _ in range(4)]
    waiting.fall_back(went[0], by=manager.actor, at=at + MINUTE, reason="card refused")
    waiting.complete_diversion(went[1], by=manager.actor, at=at + 4 * MINUTE)
    branch.policies.update(triage_margin_s=3600)
    for _ in range(2):
        make_ticket(cash, at, by=manager, route=route(cash, "counter", override="customer_wish"))
    branch.policies.update(triage_order="counter,device,vtm")
    make_ticket(cash, at, by=manager, route=route(cash, "counter"))
    for traits, channel, reason in (
        (["elderly"], "counter", ""),
        (["prefers_counter"], "counter", ""),
        (["elderly"], "smart_counter", "customer_wish"),
    ):
        chosen = route(cash, channel, override=reason, traits=traits)
        make_ticket(cash, at, by=manager, traits=traits, route=chosen)


def test_diversion_figures_leave_out_the_protected(branch, day, at):
    assert value(branch, at, "D01") == (85.7, 7)  # 6 / 7
    assert value(branch, at, "D02") == (66.7, 6)  # 4 / 6
    assert value(branch, at, "D03") == (25.0, 4)  # 1 / 4


def test_no_elderly_row_behind_a_figure(branch, cash, smart, manager, route, at):
    customer = make_customer(branch, at, by=manager, birth_year=1950)
    chosen = route(cash, "smart_counter", customer=customer, override="customer_wish")
    make_ticket(cash, at, by=manager, customer=customer, route=chosen)

    assert [value(branch, at, code) for code in ("D01", "D02", "D03")] == [(None, 0)] * 3


def test_guesses_are_held_against_what_the_customer_came_for(branch, cash, personal, manager, route, at):
    for guess in (cash, personal, cash):
        make_ticket(cash, at, by=manager, route=route(cash, "counter").guessed(guess, ["passbook"]))
    make_ticket(cash, at, by=manager, route=route(cash, "counter"))

    assert value(branch, at, "D04") == (66.7, 3)


def test_time_that_serves_at_counter_and_machine(branch, cash, smart, session, teller, manager, route, at):
    visit = greet(branch, by=manager.actor, at=at)
    make_ticket(cash, at, by=manager, greeted=visit)
    served = call_next(session, by=teller.actor, at=at + 5 * MINUTE)
    serving.start(served, by=teller.actor, at=at + 5 * MINUTE)
    serving.finish(served, by=teller.actor, at=at + 10 * MINUTE)  # 5 of 10
    visit = greet(branch, by=manager.actor, at=at)
    when = at + MINUTE
    gone = make_ticket(cash, when, by=manager, greeted=visit, route=route(cash, "smart_counter", when=when))
    waiting.complete_diversion(gone, by=manager.actor, at=at + 5 * MINUTE)  # 4 of 5

    assert value(branch, at, "D05") == (65.0, 2)


@pytest.mark.parametrize("code", ["D01", "D02", "D03", "D04", "D05"])
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_figure_opens_its_rows(client, branch, head, day, at, code, language):
    client.force_login(head)
    client.cookies["django_language"] = language

    page = client.get(f"/head/{branch.code}/kpi/{code}/", {"from": "2026-03-10", "to": "2026-03-10"})

    assert page.status_code == 200
    assert "data-panel-error" not in page.content.decode()
