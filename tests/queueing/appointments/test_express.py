"""Arrive and be served (S211): a small played hall, and what lateness costs."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import CUSTOMER
from lobby.branches.models import BranchPolicy
from queueing.domain.appointments.arriving import check_in
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.enums import PriorityClass
from queueing.models import Appointment, Ticket
from tests import factories

MINUTE = dt.timedelta(minutes=1)
TARGET = 5 * MINUTE


def play(session, by, moments, *, until):
    """One counter, five minutes a customer, while `moments` (time → what happens) go by; minute by minute."""
    now, serving = min(moments), None
    while now <= until:
        for happens in moments.get(now, []):
            happens(now)
        if serving is not None and now - serving.started_at >= 5 * MINUTE:
            serving = finish(serving, by=by, at=now) and None
        if serving is None and (called := call_next(session, by=by, at=now)):
            serving = start(called, by=by, at=now)
        now += MINUTE


def express_waits():
    """From the slot's start, or the arrival after it, to the call."""
    found = Appointment.objects.filter(ticket__priority=PriorityClass.EXPRESS, ticket__first_called_at__isnull=False)
    return [one.ticket.first_called_at - max(one.slot_at, one.checked_in_at) for one in found.select_related("ticket")]


def hall(book, cash, manager, at, *, walk_in_every, came_after):
    """Walk-ins at a steady pace, and a booking every half hour whose customer comes so many minutes after its slot."""
    moments = {}
    for minute in range(0, 180, walk_in_every):
        moments.setdefault(at + minute * MINUTE, []).append(lambda now: factories.make_ticket(cash, now, by=manager))
    for half in range(1, 6):
        appointment = book(half / 2)
        arrives = appointment.slot_at + came_after * MINUTE
        moments.setdefault(arrives, []).append(
            lambda now, appointment=appointment: check_in(appointment, by=CUSTOMER, at=now)
        )
    return moments


@pytest.mark.parametrize("came_after", [-15, -8, 0, 10])
def test_in_a_busy_hall_express_waits_within_the_target(rule, book, session, teller, cash, manager, at, came_after):
    moments = hall(book, cash, manager, at, walk_in_every=7, came_after=came_after)

    play(session, teller.actor, moments, until=at + 180 * MINUTE)

    waits = express_waits()
    assert len(waits) == 5
    assert max(waits) <= TARGET


@pytest.mark.parametrize("came_after", [-8, 0, 10])
def test_in_a_hall_past_its_capacity_a_head_start_keeps_the_target(
    rule, book, session, teller, cash, manager, at, came_after
):
    BranchPolicy.objects.update(express_head_start_s=20 * 60)
    moments = hall(book, cash, manager, at, walk_in_every=5, came_after=came_after)

    play(session, teller.actor, moments, until=at + 180 * MINUTE)

    assert len(express_waits()) == 5
    assert max(express_waits()) <= TARGET
    waiting = Ticket.objects.filter(status="waiting").order_by("issued_at").first()
    assert at + 180 * MINUTE - waiting.issued_at > 2 * TARGET


def test_late_is_normal_and_waits_like_everybody(rule, book, session, teller, cash, manager, at):
    moments = hall(book, cash, manager, at, walk_in_every=7, came_after=12)

    play(session, teller.actor, moments, until=at + 180 * MINUTE)

    assert not Ticket.objects.filter(priority=PriorityClass.EXPRESS).exists()
    assert Ticket.objects.filter(source="appointment").count() == 5
