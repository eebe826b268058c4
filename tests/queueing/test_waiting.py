"""Verbs with limits: recall, reinstate, postpone, undo, transfer, hand on, the sweep of missed calls."""

from __future__ import annotations

import datetime as dt

import pytest

from queueing.domain import serving, waiting
from queueing.domain.calling import call_next, call_this, recall
from queueing.domain.undoing import undo
from queueing.enums import Trait
from queueing.errors import (
    CannotDivert,
    CounterBusy,
    NobodyAble,
    OnceOnly,
    ReasonMissing,
    RecallsUsedUp,
    RecallTooSoon,
    ReservedElsewhere,
    TooLate,
)
from queueing.models import Announcement
from tests.factories import make_service, make_session, make_ticket

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def called(cash, session, teller, manager, at):
    make_ticket(cash, at, by=manager)
    return call_next(session, by=teller.actor, at=at)


def test_recall_keeps_its_gap_and_its_number(called, teller, at):
    with pytest.raises(RecallTooSoon):
        recall(called, by=teller.actor, at=at + 19 * SECOND)
    recall(called, by=teller.actor, at=at + 20 * SECOND)
    recall(called, by=teller.actor, at=at + 40 * SECOND)
    with pytest.raises(RecallsUsedUp):
        recall(called, by=teller.actor, at=at + 60 * SECOND)

    assert list(Announcement.objects.order_by("pk").values_list("kind", flat=True)) == ["call", "recall", "recall"]


def test_reinstate_once_within_its_time(called, session, teller, manager, at):
    waiting.miss(called, by=teller.actor, at=at)
    with pytest.raises(TooLate):
        waiting.reinstate(called, by=manager.actor, at=at + 1801 * SECOND)
    back = waiting.reinstate(called, by=manager.actor, at=at + 1800 * SECOND)
    assert (back.status, back.queue_at) == ("waiting", called.queue_at)

    again = call_next(session, by=teller.actor, at=at + 1800 * SECOND)
    waiting.miss(again, by=teller.actor, at=at + 1800 * SECOND)
    with pytest.raises(OnceOnly):
        waiting.reinstate(again, by=manager.actor, at=at + 1801 * SECOND)


def test_postpone_once_and_its_pause_is_counted_apart(cash, session, teller, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    waiting.postpone(ticket, by=manager.actor, at=at + 60 * SECOND)
    with pytest.raises(OnceOnly):
        waiting.postpone(ticket, by=manager.actor, at=at + 61 * SECOND)

    ticket = call_next(session, by=teller.actor, at=at + 360 * SECOND)
    assert (ticket.customer_pause_s, ticket.waited_s(at)) == (300, 60)


def test_undo_within_a_minute_at_the_free_counter(called, cash, session, teller, manager, at):
    serving.finish(serving.start(called, by=teller.actor, at=at), by=teller.actor, at=at)
    with pytest.raises(TooLate):
        undo(called, by=teller.actor, at=at + 61 * SECOND)
    again = undo(called, by=teller.actor, at=at + 60 * SECOND)
    assert (again.status, again.ended_at, again.outcome, again.visit.status) == ("serving", None, "", "in_service")

    serving.finish(again, by=teller.actor, at=at + 60 * SECOND)
    make_ticket(cash, at, by=manager)
    call_next(session, by=teller.actor, at=at + 60 * SECOND)
    again.refresh_from_db()
    with pytest.raises(CounterBusy):
        undo(again, by=teller.actor, at=at + 61 * SECOND)


def test_hand_on_keeps_number_and_issue_time(called, personal, session, teller, at):
    serving.start(called, by=teller.actor, at=at)
    moved = serving.hand_on(called, by=teller.actor, at=at + 60 * SECOND, service=personal)

    assert (moved.number, moved.issued_at, moved.service, moved.status) == (
        called.number,
        called.issued_at,
        personal,
        "waiting",
    )


def test_a_ticket_for_one_counter_is_not_called_at_another(cash, session, counter2, teller, teller2, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    waiting.transfer(ticket, by=manager.actor, at=at, counter=counter2)

    assert call_next(session, by=teller.actor, at=at) is None
    with pytest.raises(ReservedElsewhere):
        call_this(session, by=teller.actor, at=at, ticket=ticket, reason="idle")
    assert call_next(make_session(counter2, teller2, at), by=teller2.actor, at=at).pk == ticket.pk


def test_transfer_to_somebody_unable_is_refused(cash, personal, counter, teller, manager, branch, at):
    lonely = make_service(branch, "gold", "G")
    ticket = make_ticket(cash, at, by=manager)
    for target in ({"counter": counter}, {"person": teller}):
        with pytest.raises(NobodyAble):
            waiting.transfer(ticket, by=manager.actor, at=at, service=lonely, **target)


def test_elderly_are_diverted_only_at_their_own_wish(cash, manager, at):
    cash.channels = ["counter", "vtm"]
    cash.save()
    ticket = make_ticket(cash, at, by=manager, traits=[Trait.ELDERLY])

    with pytest.raises(CannotDivert):
        waiting.divert(ticket, by=manager.actor, at=at, channel="vtm")
    assert waiting.divert(ticket, by=manager.actor, at=at, channel="vtm", own_wish=True).status == "diverted"


def test_cancel_needs_a_reason(cash, manager, at):
    with pytest.raises(ReasonMissing):
        waiting.cancel(make_ticket(cash, at, by=manager), by=manager.actor, at=at, reason="")


def test_the_sweep_misses_silent_calls_once(called, at):
    assert waiting.sweep_missed(at=at + 119 * SECOND) == 0
    assert waiting.sweep_missed(at=at + 120 * SECOND) == 1
    assert waiting.sweep_missed(at=at + 121 * SECOND) == 0
