"""The teller's panels: what they show, which acts they offer, what they cost."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from lobby.branches.enums import RoleCode
from lobby.live import panels
from lobby.live.scopes import Scope
from queueing.domain.calling import call_next, recall
from queueing.domain.counters import end_stuck
from queueing.domain.counters import pause as pause_counter
from queueing.domain.notes import add_note
from queueing.domain.serving import finish, hold, send_back, start
from queueing.domain.waiting import miss
from queueing.enums import PauseReason, ReturnReason
from tests import factories

LANGUAGES = ["zh-hans", "en"]


def scope_of(staff, at, language="en"):
    return Scope(staff.home_branch_id, language, "person", staff.pk, at)


def minutes(n):
    return dt.timedelta(minutes=n)


def buttons_on(html):
    """Names of the acts whose buttons are on."""
    return {part.split('"')[0] for part in html.split('data-act="')[1:] if "disabled" not in part.split(">")[0]}


def test_buttons_follow_the_table_of_moves(cash, session, teller, manager, at):
    factories.make_ticket(cash, at, by=manager)

    def on(moment):
        return buttons_on(panels.render("counter-desk", scope_of(teller, moment)))

    assert on(at) == {"next", "serve", "number", "pause", "more"}
    ticket = call_next(session, by=teller.actor, at=at)
    assert on(at) == {"start", "miss", "note", "more"}
    assert on(at + dt.timedelta(seconds=20)) == {"start", "recall", "miss", "note", "more"}
    start(ticket, by=teller.actor, at=at)
    assert on(at) == {"finish", "hold", "hand_on", "send_back", "note", "more"}
    hold(ticket, by=teller.actor, at=at)
    assert on(at) == {"next", "serve", "number", "pause", "more"}
    pause_counter(session, by=teller.actor, at=at, reason=PauseReason.MEAL)
    assert on(at) == {"resume", "more"}


def test_recall_is_off_when_used_up(cash, session, teller, manager, at):
    factories.make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at)
    for n in (1, 2):
        recall(ticket, by=teller.actor, at=at + minutes(n))

    html = panels.render("counter-desk", scope_of(teller, at + minutes(3)))

    assert "0 left" in html
    assert "recall" not in buttons_on(html)


@pytest.mark.parametrize("language", LANGUAGES)
def test_timers_know_their_targets_and_the_quote(cash, session, teller, manager, at, language):
    ticket = factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at + minutes(6))
    start(ticket, by=teller.actor, at=at + minutes(7))

    html = panels.render("counter-desk", scope_of(teller, at + minutes(8), language))

    assert 'data-attention-after="480" data-late-after="960"' in html
    assert "mark-attention timer-value" in html


def test_undo_is_offered_for_a_minute_while_the_counter_is_free(cash, session, teller, manager, at):
    ticket = factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)
    miss(ticket, by=teller.actor, at=at)
    address = reverse("queueing:teller-undo", args=[ticket.pk])

    assert address in panels.render("counter-desk", scope_of(teller, at + dt.timedelta(seconds=59)))
    assert address not in panels.render("counter-desk", scope_of(teller, at + dt.timedelta(seconds=61)))


def test_two_tellers_do_not_share_a_desk(cash, session, counter2, teller, teller2, manager, at):
    factories.make_session(counter2, teller2, at)
    ticket = factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    assert ticket.number in panels.render("counter-desk", scope_of(teller, at))
    assert ticket.number not in panels.render("counter-desk", scope_of(teller2, at))


def test_a_session_ended_by_the_manager_is_said_plainly(session, teller, manager, at):
    end_stuck(session, by=manager.actor, at=at + minutes(30), reason="moved to the lobby")

    html = panels.render("counter-desk", scope_of(teller, at + minutes(31)))

    assert "Mei ended your session at Counter 1: moved to the lobby" in html
    assert buttons_on(html) == set()


def test_desk_costs_the_same_for_one_and_three_tickets_on_hold(
    cash, session, teller, manager, at, django_assert_num_queries
):
    def serve_one():
        ticket = factories.make_ticket(cash, at, by=manager)
        call_next(session, by=teller.actor, at=at)
        start(ticket, by=teller.actor, at=at)
        return ticket

    hold(serve_one(), by=teller.actor, at=at)
    serving = serve_one()
    add_note(serving, by=teller.actor, at=at, text="one")
    with django_assert_num_queries(5):
        panels.render("counter-desk", scope_of(teller, at))
    hold(serving, by=teller.actor, at=at)
    hold(serve_one(), by=teller.actor, at=at)
    serving = serve_one()
    for text in ("one", "two", "three"):
        add_note(serving, by=teller.actor, at=at, text=text)
    with django_assert_num_queries(5):
        panels.render("counter-desk", scope_of(teller, at))


def test_line_counts_whom_this_counter_may_call(
    branch, zone, cash, session, teller, manager, at, django_assert_num_queries
):
    gold = factories.make_service(branch, "gold", "G", zone=zone)
    factories.make_ticket(gold, at, by=manager)
    factories.make_ticket(cash, at, by=manager)
    with django_assert_num_queries(8):
        one = panels.get("counter-line").context(scope_of(teller, at))
    for _ in range(6):
        factories.make_ticket(cash, at, by=manager)
    with django_assert_num_queries(8):
        seven = panels.get("counter-line").context(scope_of(teller, at))

    assert (one["waiting"], one["numbers"]) == (1, ["A001"])
    assert (seven["waiting"], len(seven["numbers"]), seven["more"]) == (7, 5, 2)


def test_line_leaves_out_secondary_skills_until_their_wait_is_over(branch, counter, cash, manager, at):
    slow = factories.make_staff("slow", branch, RoleCode.TELLER)
    factories.make_skills(slow, "cash", rank="secondary")
    factories.make_session(counter, slow, at)
    factories.make_ticket(cash, at, by=manager)

    early = panels.get("counter-line").context(scope_of(slow, at))
    later = panels.get("counter-line").context(scope_of(slow, at + minutes(8)))

    assert (early["waiting"], later["waiting"]) == (0, 1)


def test_line_shows_the_own_day_without_time_on_hold(cash, session, counter2, teller, teller2, manager, at):
    other = factories.make_session(counter2, teller2, at)
    for one, by in ((session, teller), (other, teller2)):
        ticket = factories.make_ticket(cash, at, by=manager)
        call_next(one, by=by.actor, at=at)
        start(ticket, by=by.actor, at=at)
        ticket.refresh_from_db()
        ticket.held_s = 120
        ticket.save()
        finish(ticket, by=by.actor, at=at + minutes(10))

    shown = panels.get("counter-line").context(scope_of(teller, at + minutes(10)))

    assert (shown["served"], shown["mean_min"]) == (1, 8)


def test_a_returned_customer_comes_with_the_reason(cash, session, teller, manager, at):
    ticket = factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)
    start(ticket, by=teller.actor, at=at)
    send_back(ticket, by=teller.actor, at=at, reason=ReturnReason.COPY)
    call_next(session, by=teller.actor, at=at + minutes(5))

    assert "back again: copy missing" in panels.render("counter-desk", scope_of(teller, at + minutes(5)))


def test_targets_cost_the_same_for_one_and_three_people(
    session, counter2, branch, teller, teller2, at, django_assert_num_queries
):
    scope = Scope(branch.pk, "en", "branch", None, at)
    with django_assert_num_queries(2):
        panels.render("counter-targets", scope)
    factories.make_session(counter2, teller2, at)
    factories.make_skills(factories.make_staff("lan", branch, RoleCode.WM), "cash")
    with django_assert_num_queries(2):
        html = panels.render("counter-targets", scope)

    assert "Counter 2 · Chen" in html
    assert "Lan · not at a counter" in html


def test_choice_costs_the_same_for_one_and_three_counters(
    branch, zone, cash, counter, teller, at, django_assert_num_queries
):
    with django_assert_num_queries(9):
        panels.get("counter-choice").context(scope_of(teller, at))
    for code in "23":
        factories.make_counter(branch, code, zone, [cash])
    with django_assert_num_queries(9):
        panels.get("counter-choice").context(scope_of(teller, at))


@pytest.mark.parametrize(("language", "words"), [("en", "Li Ming helps this customer"), ("zh-hans", "Li Ming")])
def test_who_helps_stands_at_the_counter(cash, session, teller, branch, at, language, words):
    helper = factories.make_staff("helper", branch, RoleCode.LM)
    helper.name = "Li Ming"
    helper.save()
    factories.make_ticket(cash, at, by=helper, traits=["elderly"])
    factories.make_ticket(cash, at, by=helper)

    call_next(session, by=teller.actor, at=at)

    assert words in panels.render("counter-desk", scope_of(teller, at, language))


def test_nobody_helps_who_needs_no_help(cash, session, teller, manager, at):
    factories.make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    assert "helps this customer" not in panels.render("counter-desk", scope_of(teller, at))
