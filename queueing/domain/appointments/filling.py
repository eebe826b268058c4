"""Forms before the visit: a booked customer fills them in at home, and the number brings them to the counter (S211–S213)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import day_bounds
from lobby.live import journal
from queueing.domain.appointments.moving import change, locked
from queueing.domain.cases import is_going_on, locked_case, resume_case, start_case
from queueing.enums.appointments import UPCOMING, AppointmentStatus
from queueing.errors.appointments import IllegalAppointmentMove
from queueing.models import Appointment, ServiceCase, Ticket


def begin(appointment: Appointment, *, by: Actor, at: dt.datetime) -> ServiceCase:
    """The appointment's case, begun with the first call. Raises IllegalAppointmentMove once it is no longer to come."""
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        if appointment.status not in UPCOMING:
            raise IllegalAppointmentMove(status=AppointmentStatus(appointment.status).label)
        if appointment.case is not None:
            return appointment.case
        case = start_case(
            appointment.branch,
            by=by,
            at=at,
            service=appointment.service,
            customer=appointment.customer,
            language=appointment.language,
        )
        change(appointment, case=case)
        keep(appointment)
    return case


def keep(appointment: Appointment) -> None:
    """What was filled in outlives the booked day, however far ahead (0–1 statement)."""
    if appointment.case_id is not None:
        _, ends = day_bounds(appointment.branch, appointment.day)
        ServiceCase.objects.filter(pk=appointment.case_id, expires_at__lt=ends).update(expires_at=ends)


def bring(appointment: Appointment, ticket: Ticket, *, by: Actor, at: dt.datetime) -> None:
    """Go on with what was filled in at the appointment's number; a case that was used elsewhere stays there.

    Call it inside a unit with the appointment locked (no statement without a case).
    """
    if appointment.case is not None and is_going_on(locked_case(appointment.case), ticket, at=at):
        resume_case(appointment.case, by=by, at=at, ticket=ticket)
