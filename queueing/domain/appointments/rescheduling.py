"""Another time: for somebody who asks in time, and for somebody who did not come."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.domain.appointments import filling, reminding
from queueing.domain.appointments.booking import Cash, first_day_for
from queueing.domain.appointments.moving import check_move, locked, move, news_of
from queueing.domain.appointments.seats import free_code, place, take_seat
from queueing.domain.locks import take_booking_lock
from queueing.enums.appointments import AppointmentStatus
from queueing.errors.appointments import ReschedulesUsedUp
from queueing.events.appointments import AppointmentReinstated, AppointmentRescheduled
from queueing.models import Appointment

# Money and people are got ready for a day: on another one it is done anew.
ANEW = {"prepared_at": None, "cash_counted_by": None, "cash_counted_at": None, "cash_checked_by": None}


def reschedule(appointment: Appointment, *, by: Actor, at: dt.datetime, starts_at: dt.datetime) -> Appointment:
    """Move an appointment to another slot of the same service and person, three times by default.

    Raises IllegalAppointmentMove, ReschedulesUsedUp, NoSlot, SlotTaken.
    """
    with journal.unit(by=by, at=at):
        take_booking_lock(appointment.branch_id)
        appointment = locked(appointment.pk)
        check_move(appointment, "reschedule")
        allowed = policy_of(appointment.branch, business_date(appointment.branch, at)).max_reschedules
        if appointment.reschedules >= allowed:
            raise ReschedulesUsedUp(count=appointment.reschedules)
        before = appointment.slot_at.isoformat()
        reminding.forget(appointment, at=at, reason="rescheduled")
        put(appointment, "reschedule", starts_at, at=at, reschedules=appointment.reschedules + 1)
        journal.record(AppointmentRescheduled(**news_of(appointment), from_slot=before))
    return appointment


def reinstate(appointment: Appointment, *, by: Actor, at: dt.datetime, starts_at: dt.datetime) -> Appointment:
    """Somebody who did not come gets a new slot. Raises IllegalAppointmentMove, NoSlot, SlotTaken."""
    with journal.unit(by=by, at=at):
        take_booking_lock(appointment.branch_id)
        appointment = locked(appointment.pk)
        check_move(appointment, "reinstate")
        before = appointment.slot_at.isoformat()
        put(
            appointment,
            "reinstate",
            starts_at,
            at=at,
            ended_at=None,
            code=free_code(appointment.branch, appointment.code),
        )
        journal.record(AppointmentReinstated(**news_of(appointment), from_slot=before))
    return appointment


def rebook(appointment: Appointment, *, by: Actor, at: dt.datetime, starts_at: dt.datetime) -> Appointment:
    """Reschedule, or reinstate somebody who did not come. Raises what those raise."""
    verb = reinstate if appointment.status == AppointmentStatus.NO_SHOW else reschedule
    return verb(appointment, by=by, at=at, starts_at=starts_at)


def put(appointment: Appointment, verb: str, starts_at: dt.datetime, *, at: dt.datetime, **fields: object) -> None:
    """Take a place of the new slot and let the clocks run for it. The booking lock must be held."""
    branch, service = appointment.branch, appointment.service
    cash = Cash(appointment.cash_amount) if appointment.cash_amount is not None else None
    policy = policy_of(branch, business_date(branch, at))
    not_before = first_day_for(branch, policy, service, cash, at=at)
    slot, seat = take_seat(branch, service, starts_at, at=at, staff=appointment.staff, not_before=not_before)
    move(appointment, verb, **place(slot, seat), **ANEW, **fields)
    filling.keep(appointment)
    reminding.watch(appointment, policy, at=at)
