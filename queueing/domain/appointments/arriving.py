"""Check-in: the customer is here and gets a number."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, clock_time, local
from lobby.branches.models import BranchPolicy
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.domain.appointments import filling, reminding
from queueing.domain.appointments.moving import check_move, locked, move, news_of
from queueing.domain.issuing import Booked, issue
from queueing.enums import Source
from queueing.enums.appointments import AppointmentStatus
from queueing.errors.appointments import AlreadyCheckedIn, AppointmentMissed, TooEarly
from queueing.events.appointments import AppointmentCheckedIn
from queueing.models import Appointment


def check_in(appointment: Appointment, *, by: Actor, at: dt.datetime) -> Appointment:
    """Give the customer a number, exactly once: express from the slot's start on when in the window, normal when late.

    What was filled in before is at the number. Raises TooEarly (with the time from which on), AlreadyCheckedIn, AppointmentMissed, IllegalAppointmentMove and what
    issuing raises.
    """
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        policy = policy_of(appointment.branch, appointment.day)
        check_open(appointment, policy, at)
        was_late = at > appointment.slot_at + dt.timedelta(seconds=policy.check_in_late_s)
        first = appointment.slot_at - dt.timedelta(seconds=policy.express_head_start_s)
        ticket = issue(
            appointment.branch,
            by=by,
            at=at,
            service=appointment.service,
            source=Source.APPOINTMENT,
            customer=appointment.customer,
            language=appointment.language,
            booked=Booked(appointment.slot_at, None if was_late else first, appointment.staff),
        )
        move(appointment, "check_in", checked_in_at=at, was_late=was_late, ticket=ticket)
        filling.bring(appointment, ticket, by=by, at=at)
        reminding.forget(appointment, at=at, reason="checked in")
        journal.record(AppointmentCheckedIn(**news_of(appointment), number=ticket.number, was_late=was_late))
    return appointment


def check_open(appointment: Appointment, policy: BranchPolicy, at: dt.datetime) -> None:
    """Refuse a second check-in, one for a time that is over, and one before the window opens."""
    if appointment.ticket is not None:
        raise AlreadyCheckedIn(number=appointment.ticket.number)
    branch = appointment.branch
    if appointment.status != AppointmentStatus.NO_SHOW:
        check_move(appointment, "check_in")
    if appointment.status == AppointmentStatus.NO_SHOW or business_date(branch, at) > appointment.day:
        raise AppointmentMissed(time=f"{local(branch, appointment.slot_at):%m-%d %H:%M}")
    begins = appointment.slot_at - dt.timedelta(seconds=policy.check_in_early_s)
    if at < begins:
        raise TooEarly(
            day=appointment.day, time=clock_time(branch, appointment.slot_at), begins=clock_time(branch, begins)
        )
