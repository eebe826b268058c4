"""Every state against every verb: the table decides, and what it does not list is refused."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.errors import LobbyError
from queueing.domain.appointments import arriving, booking, ending, preparing, rescheduling
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.domain.undoing import undo
from queueing.enums.appointments import APPOINTMENT_MOVES, AppointmentStatus
from queueing.models import Appointment
from tests import factories

HALF_HOUR = dt.timedelta(minutes=30)
FOLLOWS_TICKET = ("start", "complete", "reopen")


def run(verb: str, appointment: Appointment, *, by, at) -> None:
    """The public verb of a move."""
    later = at + dt.timedelta(hours=3)
    match verb:
        case "confirm":
            booking.confirm(appointment, by=by, at=at)
        case "expire":
            ending.expire(appointment, by=by, at=at)
        case "reschedule":
            rescheduling.reschedule(appointment, by=by, at=at, starts_at=later)
        case "reinstate":
            rescheduling.reinstate(appointment, by=by, at=at, starts_at=later)
        case "prepare":
            preparing.prepare(appointment, by=by, at=at)
        case "check_in":
            arriving.check_in(appointment, by=by, at=at)
        case "cancel":
            ending.cancel(appointment, by=by, at=at, reason="closed for repairs")
        case "miss":
            ending.miss(appointment, by=by, at=at)


@pytest.mark.parametrize("verb", [verb for verb in APPOINTMENT_MOVES if verb not in FOLLOWS_TICKET])
@pytest.mark.parametrize("status", AppointmentStatus.values)
def test_walk_the_table(status, verb, rule, book, manager, at):
    appointment = book(1)
    preparing.prepare(appointment, by=manager.actor, at=at, items=[add(appointment, manager, at)])
    Appointment.objects.update(status=status)
    now = at + dt.timedelta(hours=1)
    sources, target = APPOINTMENT_MOVES[verb]

    if status in sources:
        run(verb, appointment, by=manager.actor, at=now)
        assert Appointment.objects.get().status == target
    else:
        with pytest.raises(LobbyError) as refusal:
            run(verb, appointment, by=manager.actor, at=now)
        assert refusal.value.status == 409
        assert Appointment.objects.get().status == status


def add(appointment, by, at):
    return preparing.add_item(appointment, by=by.actor, at=at, text="notes in 100").pk


def test_follows_its_ticket_there_and_back(rule, book, session, teller, at):
    appointment = arriving.check_in(book(1), by=teller.actor, at=at + HALF_HOUR * 2)
    seen = []

    ticket = call_next(session, by=teller.actor, at=at + HALF_HOUR * 2)
    assert ticket == appointment.ticket
    for verb in (start, finish, undo, finish):
        verb(ticket, by=teller.actor, at=at + HALF_HOUR * 2)
        seen.append(Appointment.objects.get().status)

    assert seen == ["in_service", "completed", "in_service", "completed"]


def test_other_tickets_pay_no_statement_for_appointments(cash, session, teller, manager, at, django_assert_num_queries):
    factories.make_ticket(cash, at, by=manager)
    ticket = call_next(session, by=teller.actor, at=at)

    with django_assert_num_queries(6):
        start(ticket, by=teller.actor, at=at)
