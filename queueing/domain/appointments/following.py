"""An appointment follows its ticket, inside the transaction of whoever moves the ticket.

Only news that says `was_booked` is looked at, so that no other ticket pays for it.
"""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.appointments import reminding
from queueing.domain.appointments.moving import WHOLE, move, news_of
from queueing.domain.appointments.preparing import check_list
from queueing.enums.appointments import AppointmentStatus
from queueing.events import TicketFinished, TicketStarted, TicketUndone
from queueing.events.appointments import AppointmentCompleted, AppointmentReopened, AppointmentStarted
from queueing.models import Appointment


def of_ticket(ticket_id: int, *states: AppointmentStatus) -> Appointment | None:
    """The ticket's appointment, locked, when it is in one of these states (1 statement).

    A second leg of the same visit finds it in service or completed already and changes nothing.
    """
    found = WHOLE.select_for_update(no_key=True, of=("self",)).filter(ticket=ticket_id)
    return found.filter(status__in=states).first()


def ticket_started(event: Event, by: Actor, at: dt.datetime) -> None:
    """The customer is served. Raises ListNotDone for a meeting that nobody prepared, and the ticket does not start."""
    assert isinstance(event, TicketStarted)
    if event.was_booked and (appointment := of_ticket(event.ticket, AppointmentStatus.CHECKED_IN)):
        check_list(appointment)
        started(appointment, at=at)


def started(appointment: Appointment, *, at: dt.datetime) -> None:
    """Take the move."""
    move(appointment, "start", started_at=at)
    journal.record(AppointmentStarted(**news_of(appointment)))


def ticket_finished(event: Event, by: Actor, at: dt.datetime) -> None:
    """The customer has been served, at a counter or, without having been called to one, at a device."""
    assert isinstance(event, TicketFinished)
    if not event.was_booked:
        return
    appointment = of_ticket(event.ticket, AppointmentStatus.CHECKED_IN, AppointmentStatus.IN_SERVICE)
    if appointment is None:
        return
    if appointment.status == AppointmentStatus.CHECKED_IN:
        started(appointment, at=at)
    move(appointment, "complete", ended_at=at)
    journal.record(AppointmentCompleted(**news_of(appointment)))
    reminding.follow_up(appointment, at=at)


def ticket_undone(event: Event, by: Actor, at: dt.datetime) -> None:
    """A finish was taken back."""
    assert isinstance(event, TicketUndone)
    if not event.was_booked or event.verb != "finish":
        return
    if appointment := of_ticket(event.ticket, AppointmentStatus.COMPLETED):
        move(appointment, "reopen", ended_at=None)
        journal.record(AppointmentReopened(**news_of(appointment)))
        reminding.forget_follow_up(appointment, at=at)


def register() -> None:
    """Follow the queue's news."""
    journal.subscribe("ticket.started", ticket_started)
    journal.subscribe("ticket.finished", ticket_finished)
    journal.subscribe("ticket.undone", ticket_undone)
