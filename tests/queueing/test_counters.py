"""Counter sessions: one per counter, one per teller, skills in force, stuck sessions."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.enums import SkillKind
from queueing.domain import counters
from queueing.domain.calling import call_next, serve_without_ticket
from queueing.domain.serving import hold, start
from queueing.enums import PauseReason, TicketStatus
from queueing.errors import (
    CounterBusy,
    CounterNotIdle,
    CounterNotOpen,
    CounterTaken,
    NoSkill,
    ReasonMissing,
    TellerElsewhere,
)
from queueing.models import CounterSession, Ticket
from tests import factories
from tests.factories import make_session, make_skills, make_ticket

LATER = dt.timedelta(minutes=5)


def test_open_takes_the_skills_in_force(branch, zone, cash, personal, teller, at):
    only_cash = factories.make_counter(branch, "9", zone, [cash])
    make_skills(teller, "en", kind=SkillKind.LANGUAGE)

    session = make_session(only_cash, teller, at)

    assert (session.primary_services, session.secondary_services) == ([cash.pk], [])
    assert session.languages == ["zh-hans", "en"]


def test_open_without_a_common_skill_is_refused(branch, counter, at):
    guard = factories.make_staff("guard", branch, "TELLER")

    with pytest.raises(NoSkill):
        make_session(counter, guard, at)


def test_second_sign_in_at_a_counter_is_refused_by_name(counter, session, teller2, at):
    with pytest.raises(CounterTaken) as refused:
        make_session(counter, teller2, at)
    assert "Ling" in refused.value.detail


def test_a_teller_has_one_session_across_all_branches(session, teller, other_branch, at):
    zone = factories.make_zone(other_branch)
    service = factories.make_service(other_branch, "cash", "A")
    elsewhere = factories.make_counter(other_branch, "1", zone, [service])

    with pytest.raises(TellerElsewhere):
        make_session(elsewhere, teller, at)


def test_the_database_refuses_a_second_open_session(session, counter2, teller2, at):
    same = {"branch": session.branch, "day": session.day, "opened_at": at}
    with pytest.raises(IntegrityError), transaction.atomic():
        CounterSession.objects.create(counter=session.counter, staff=teller2, **same)
    with pytest.raises(IntegrityError), transaction.atomic():
        CounterSession.objects.create(counter=counter2, staff=session.staff, **same)


def test_the_database_refuses_two_tickets_at_a_counter(cash, session, manager, teller, at):
    make_ticket(cash, at, by=manager)
    second = make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Ticket.objects.filter(pk=second.pk).update(status=TicketStatus.CALLED, session=session)


def test_pause_and_resume_count_the_time(session, teller, at):
    counters.pause(session, by=teller.actor, at=at, reason=PauseReason.MEAL)
    resumed = counters.resume(session, by=teller.actor, at=at + LATER)

    assert (resumed.status, resumed.paused_s, resumed.paused_at) == ("open", 300, None)
    with pytest.raises(CounterNotOpen):
        counters.resume(session, by=teller.actor, at=at + LATER)


def test_pause_with_a_customer_is_refused(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at)

    with pytest.raises(CounterBusy):
        counters.pause(session, by=teller.actor, at=at, reason=PauseReason.BREAK)


def test_close_is_refused_while_somebody_is_on_hold(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    ticket = start(call_next(session, by=teller.actor, at=at), by=teller.actor, at=at)
    hold(ticket, by=teller.actor, at=at)

    with pytest.raises(CounterNotIdle):
        counters.close(session, by=teller.actor, at=at)


def test_close_ends_the_session_once(session, teller, at):
    closed = counters.close(session, by=teller.actor, at=at + LATER)

    assert (closed.status, closed.closed_at) == ("closed", at + LATER)
    with pytest.raises(CounterNotOpen):
        counters.close(session, by=teller.actor, at=at + LATER)


@pytest.mark.parametrize("verb", ["called", "serving", "on_hold"])
def test_end_stuck_settles_the_ticket(verb, cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at)
    if verb != "called":
        start(ticket, by=teller.actor, at=at)
    if verb == "on_hold":
        hold(ticket, by=teller.actor, at=at)

    with pytest.raises(ReasonMissing):
        counters.end_stuck(session, by=manager.actor, at=at, reason=" ")
    counters.end_stuck(session, by=manager.actor, at=at, reason="went home")

    ticket.refresh_from_db()
    session.refresh_from_db()
    assert session.close_reason == "went home"
    assert (ticket.status, ticket.outcome) == {
        "called": ("no_show", ""),
        "serving": ("done", "unknown"),
        "on_hold": ("abandoned", ""),
    }[verb]


def test_serve_without_ticket_is_marked(session, cash, teller, at):
    ticket = serve_without_ticket(session, by=teller.actor, at=at, service=cash)

    assert (ticket.status, ticket.is_without_number, ticket.visit.status) == ("serving", True, "in_service")
    with pytest.raises(CounterBusy):
        serve_without_ticket(session, by=teller.actor, at=at, service=cash)
