"""Who is next: virtual arrival, first-class tickets, skills, languages and the 3-pass rule."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import SkillKind
from queueing.domain.calling import call_next, call_this
from queueing.domain.counters import pause
from queueing.domain.issuing import issue
from queueing.domain.serving import finish, send_back, start
from queueing.domain.waiting import divert, fall_back, postpone
from queueing.enums import PauseReason, ReturnReason, Source, Trait
from queueing.errors import CounterBusy, CounterNotOpen, NoSkill, ReasonMissing
from tests import factories
from tests.factories import make_customer, make_session, make_skills, make_ticket

MINUTE = dt.timedelta(minutes=1)


def serve_all(session, by, at):
    """Numbers in the order this counter calls them."""
    order = []
    while (ticket := call_next(session, by=by, at=at)) is not None:
        start(ticket, by=by, at=at)
        finish(ticket, by=by, at=at)
        order.append(ticket.number)
    return order


def test_call_next_goes_by_virtual_arrival(cash, session, teller, manager, branch, at):
    normal = make_ticket(cash, at, by=manager)
    vip = make_ticket(cash, at + 9 * MINUTE, by=manager, customer=make_customer(branch, at, by=manager, tier="vip"))
    late_vip = make_ticket(
        cash, at + 11 * MINUTE, by=manager, customer=make_customer(branch, at, by=manager, tier="vip")
    )
    care = make_ticket(cash, at + 12 * MINUTE, by=manager, traits=[Trait.ELDERLY])

    order = serve_all(session, teller.actor, at + 13 * MINUTE)

    assert order == [care.number, vip.number, normal.number, late_vip.number]


def test_returned_and_fallen_back_tickets_go_first_with_their_number(cash, session, teller, manager, at):
    cash.channels = ["counter", "vtm"]
    cash.save()
    first, second, third = (make_ticket(cash, at, by=manager) for _ in range(3))
    divert(third, by=manager.actor, at=at, channel="vtm")
    called = call_next(session, by=teller.actor, at=at)
    start(called, by=teller.actor, at=at)
    send_back(called, by=teller.actor, at=at, reason=ReturnReason.FORM)
    fall_back(third, by=manager.actor, at=at, reason="jam")

    order = serve_all(session, teller.actor, at + MINUTE)

    assert order == [first.number, third.number, second.number]


def test_the_oldest_normal_ticket_is_passed_three_times_at_most(branch, cash, session, teller, manager, at):
    normal = make_ticket(cash, at, by=manager)
    order = []
    for n in range(1, 8):
        moment = at + n * MINUTE
        vip = make_customer(branch, at, by=manager, tier="vip")
        make_ticket(cash, moment, by=manager, customer=vip)
        ticket = call_next(session, by=teller.actor, at=moment)
        start(ticket, by=teller.actor, at=moment)
        finish(ticket, by=teller.actor, at=moment)
        order.append(ticket.number)

    assert order.index(normal.number) == 3


def test_returned_tickets_do_not_count_as_passes(branch, cash, session, teller, manager, at):
    normal = make_ticket(cash, at, by=manager)
    for _ in range(4):
        back = make_ticket(cash, at, by=manager)
        call_this(session, by=teller.actor, at=at, ticket=back, reason="helper")
        start(back, by=teller.actor, at=at)
        send_back(back, by=teller.actor, at=at, reason=ReturnReason.COPY)
        again = call_next(session, by=teller.actor, at=at)
        assert again.pk == back.pk
        start(again, by=teller.actor, at=at)
        finish(again, by=teller.actor, at=at)

    normal.refresh_from_db()
    assert normal.passes == 0


def test_secondary_skills_serve_after_the_set_wait(branch, cash, counter, manager, at):
    second = factories.make_staff("helper", branch, "TELLER")
    make_skills(second, "cash", rank="secondary")
    session = make_session(counter, second, at)
    ticket = make_ticket(cash, at, by=manager)

    assert call_next(session, by=second.actor, at=at + 7 * MINUTE) is None
    assert call_next(session, by=second.actor, at=at + 8 * MINUTE).pk == ticket.pk


def test_an_english_ticket_waits_for_an_english_counter_while_one_is_open(
    branch, cash, counter, counter2, teller, teller2, manager, at
):
    make_skills(teller2, "en", kind=SkillKind.LANGUAGE)
    chinese = make_session(counter, teller, at)
    make_ticket(cash, at, by=manager, language="en")
    behind = make_ticket(cash, at, by=manager)
    alone = call_next(chinese, by=teller.actor, at=at + MINUTE)
    assert alone.number == "A001"  # nobody speaks English, so nobody waits for it

    finish(start(alone, by=teller.actor, at=at), by=teller.actor, at=at)
    english = make_session(counter2, teller2, at)
    foreign = make_ticket(cash, at - 5 * MINUTE, by=manager, language="en")
    assert call_next(chinese, by=teller.actor, at=at + 2 * MINUTE).pk == behind.pk
    assert call_next(english, by=teller2.actor, at=at + 2 * MINUTE).pk == foreign.pk


def test_a_complex_service_never_reaches_a_simple_counter(branch, zone, cash, personal, teller, manager, at):
    simple = factories.make_counter(branch, "9", zone, [cash])
    session = make_session(simple, teller, at)
    hard = make_ticket(personal, at, by=manager)

    assert call_next(session, by=teller.actor, at=at + 60 * MINUTE) is None
    with pytest.raises(NoSkill):
        call_this(session, by=teller.actor, at=at, ticket=hard, reason="please")


def test_postponed_goes_behind_three_others(cash, session, teller, manager, at):
    tickets = [make_ticket(cash, at + n * MINUTE, by=manager) for n in range(5)]
    postpone(tickets[0], by=manager.actor, at=at + 5 * MINUTE)

    order = serve_all(session, teller.actor, at + 6 * MINUTE)

    assert order == ["A002", "A003", "A004", "A001", "A005"]


def test_call_this_needs_a_reason_and_is_in_the_journal(branch, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    wanted = make_ticket(cash, at, by=manager)

    with pytest.raises(ReasonMissing):
        call_this(session, by=teller.actor, at=at, ticket=wanted, reason="  ")
    assert call_this(session, by=teller.actor, at=at, ticket=wanted, reason="faint").status == "called"


def test_a_busy_or_paused_counter_calls_nobody(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at)
    with pytest.raises(CounterBusy):
        call_next(session, by=teller.actor, at=at)
    finish(start(ticket, by=teller.actor, at=at), by=teller.actor, at=at)
    pause(session, by=teller.actor, at=at, reason=PauseReason.BREAK)
    with pytest.raises(CounterNotOpen):
        call_next(session, by=teller.actor, at=at)


def test_yesterdays_tickets_are_not_called(branch, cash, session, teller, manager, at):
    issue(branch, by=manager.actor, at=at, service=cash, source=Source.TABLET)
    session.day = at.date() + dt.timedelta(days=1)
    session.save()

    assert call_next(session, by=teller.actor, at=at + dt.timedelta(days=1)) is None
