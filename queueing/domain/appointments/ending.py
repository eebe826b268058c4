"""Calling off, not coming, and what is written down afterwards."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.live import journal
from queueing.domain.appointments import reminding
from queueing.domain.appointments.moving import change, locked, move, news_of
from queueing.enums.appointments import AppointmentStatus
from queueing.errors import NoteMissing, ReasonMissing
from queueing.errors.appointments import IllegalAppointmentMove
from queueing.events.appointments import (
    AppointmentCancelled,
    AppointmentExpired,
    AppointmentMissed,
    AppointmentNoted,
)
from queueing.models import Appointment

BY_CUSTOMER = "by the customer"
HELD = (AppointmentStatus.IN_SERVICE, AppointmentStatus.COMPLETED)


def cancel(appointment: Appointment, *, by: Actor, at: dt.datetime, reason: str = "", apology: str = "") -> Appointment:
    """Call it off and free the slot. Customers need no reason; staff do, and the customer's page says sorry.

    Raises ReasonMissing, IllegalAppointmentMove.
    """
    reason = reason.strip() or (BY_CUSTOMER if by.kind == "customer" else "")
    if not reason:
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        move(appointment, "cancel", ended_at=at, cancel_reason=reason, apology=apology.strip())
        reminding.forget(appointment, at=at, reason="cancelled")
        journal.record(AppointmentCancelled(**news_of(appointment), reason=reason))
    return appointment


def expire(appointment: Appointment, *, by: Actor, at: dt.datetime) -> Appointment:
    """Nobody confirmed it in time. Raises IllegalAppointmentMove."""
    with journal.unit(by=by, at=at):
        appointment = move(locked(appointment.pk), "expire", ended_at=at)
        reminding.forget_request(appointment, at=at, reason="expired")
        journal.record(AppointmentExpired(**news_of(appointment)))
    return appointment


def miss(appointment: Appointment, *, by: Actor, at: dt.datetime) -> Appointment:
    """The customer did not come. Raises IllegalAppointmentMove."""
    with journal.unit(by=by, at=at):
        appointment = move(locked(appointment.pk), "miss", ended_at=at)
        reminding.forget_staff(appointment, at=at, reason="did not come")
        journal.record(AppointmentMissed(**news_of(appointment)))
    return appointment


def note_result(appointment: Appointment, *, by: Actor, at: dt.datetime, text: str) -> Appointment:
    """Write down what came of it. Raises NoteMissing, IllegalAppointmentMove."""
    if not text.strip():
        raise NoteMissing
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        if appointment.status not in HELD:
            raise IllegalAppointmentMove(status=AppointmentStatus(appointment.status).label)
        change(appointment, result=text.strip())
        journal.record(AppointmentNoted(**news_of(appointment)))
    return appointment
