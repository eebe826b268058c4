"""The panels of the head's page: what they count, what they cost, in both languages."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.models import BranchPolicy
from lobby.kpi import cockpit
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next, call_this
from queueing.domain.counters import pause
from queueing.domain.serving import finish, hold, start
from queueing.domain.waiting import leave, miss
from queueing.enums import PauseReason
from queueing.models import Ticket
from queueing.panels import head as head_panels
from queueing.selectors import head
from tests.factories import make_session, make_ticket

MINUTE = dt.timedelta(minutes=1)
QUERIES = {
    "head-figures": 8,
    "head-hours": 5,
    "head-now": 4,
    "head-long-waits": 2,
    "head-counters": 5,
    "head-services": 8,
    "head-leaving": 3,
}


def scope(branch, at, language="en"):
    return Scope(branch.pk, language, "branch", None, at)


def shown(name, branch, at, language="en"):
    return " ".join(panels.attempt(panels.get(name), scope(branch, at, language)).split())


def test_every_panel_of_the_page_has_a_place():
    places = [place.panel for width in ("full", "wide", "narrow") for place in cockpit.places(width)]

    assert set(places) == {panel.name for panel in panels.of_screen("cockpit")}
    assert places[:3] == ["head-peak", "head-incidents", "head-figures"]


def test_counts_of_the_day(branch, cash, personal, session, counter2, teller, teller2, manager, at):
    tickets = [make_ticket(cash, at + n * MINUTE, by=manager) for n in range(6)]
    second = make_session(counter2, teller2, at)
    done = call_this(session, by=teller.actor, at=at + 6 * MINUTE, ticket=tickets[0], reason="x")
    start(done, by=teller.actor, at=at + 6 * MINUTE)
    finish(done, by=teller.actor, at=at + 9 * MINUTE)
    miss(call_next(session, by=teller.actor, at=at + 9 * MINUTE), by=teller.actor, at=at + 10 * MINUTE)
    held = call_next(session, by=teller.actor, at=at + 10 * MINUTE)
    start(held, by=teller.actor, at=at + 10 * MINUTE)
    hold(held, by=teller.actor, at=at + 11 * MINUTE)
    call_next(session, by=teller.actor, at=at + 11 * MINUTE)
    leave(tickets[5], by=manager.actor, at=at + 11 * MINUTE)
    pause(second, by=teller2.actor, at=at, reason=PauseReason.MEAL)

    now = head.now(branch, at + 12 * MINUTE)

    assert (now.waiting, now.at_counters, now.on_hold, now.served, now.left, now.missed) == (1, 1, 1, 1, 1, 1)
    assert (now.counters_open, now.counters_paused, now.longest_since) == (1, 1, at + 4 * MINUTE)


def test_counters_tell_state_teller_served_and_average(branch, cash, session, counter2, teller, manager, at):
    for n in range(3):
        make_ticket(cash, at + n * MINUTE, by=manager)
    for minutes in (2, 5):
        ticket = call_next(session, by=teller.actor, at=at)
        start(ticket, by=teller.actor, at=at)
        finish(ticket, by=teller.actor, at=at + minutes * MINUTE)
    serving = call_next(session, by=teller.actor, at=at + 5 * MINUTE)

    first, second = head.counters(branch, at + 6 * MINUTE)

    assert (first.counter, first.session, first.ticket) == (session.counter, session, serving)
    assert (first.served, first.service_s) == (2, 210.0)
    assert (second.counter, second.session, second.served, second.service_s) == (counter2, None, 0, None)
    assert "Ling" in shown("head-counters", branch, at)


def test_time_on_hold_is_no_service_time(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at)
    start(ticket, by=teller.actor, at=at)
    finish(ticket, by=teller.actor, at=at + 9 * MINUTE)
    Ticket.objects.filter(pk=ticket.pk).update(held_s=240)

    assert head.counters(branch, at)[0].service_s == 300.0


def test_a_wait_grows_long_without_any_news(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)

    before, after = (head.long_waits(branch, at + minutes * MINUTE)[1] for minutes in (14, 15))

    assert (before, after) == (0, 1)
    assert panels.get("head-long-waits").every is not None


def test_long_waits_are_the_longest_first_and_the_rest_is_counted(branch, cash, manager, at):
    for n in range(10):
        make_ticket(cash, at + n * MINUTE, by=manager)

    tickets, count = head.long_waits(branch, at + 60 * MINUTE)

    assert ([ticket.number for ticket in tickets], count) == ([f"A{n:03}" for n in range(1, 9)], 10)
    assert "and 2 more" in shown("head-long-waits", branch, at + 60 * MINUTE)


def test_services_stand_against_their_own_targets(branch, cash, personal, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at + 6 * MINUTE)
    make_ticket(personal, at, by=manager)

    lines = head.services(branch, at + 7 * MINUTE, BranchPolicy())

    assert [(line.service, line.waiting, line.wait_s, line.is_over_target) for line in lines] == [
        (cash, 0, 360.0, True),
        (personal, 1, None, False),
    ]


def test_yesterday_is_not_today(branch, cash, manager, at):
    make_ticket(cash, at, by=manager)
    tomorrow = at + dt.timedelta(days=1)

    assert head.now(branch, tomorrow).waiting == 0
    assert head.long_waits(branch, tomorrow) == ([], 0)


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", QUERIES)
def test_a_panel_costs_the_same_for_one_row_and_three(
    branch, cash, counter, manager, at, name, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_ticket(cash, at, by=manager)
    late = at + 30 * MINUTE

    with django_assert_num_queries(QUERIES[name]):
        panels.attempt(panels.get(name), scope(branch, late))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("name", QUERIES)
def test_a_panel_of_an_empty_branch_is_whole(branch, at, name, language):
    assert "data-panel-error" not in panels.render(name, scope(branch, at, language))


@pytest.mark.parametrize("name", QUERIES)
def test_panels_need_the_right_to_see_figures(name):
    assert panels.get(name).permission == "kpi.view"


def test_news_of_a_call_reaches_the_figures_but_not_who_left():
    assert panels.get("head-figures").is_dirtied_by("ticket.called")
    assert not panels.get("head-figures").is_dirtied_by("ticket.noted")
    assert not panels.get("head-leaving").is_dirtied_by("ticket.called")
    assert set(head_panels.FIGURES) > set(head_panels.LEAVING)
