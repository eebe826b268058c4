"""The one place that changes an appointment's state."""

from __future__ import annotations

from typing import Any

from queueing.enums.appointments import APPOINTMENT_MOVES, AppointmentStatus
from queueing.errors.appointments import IllegalAppointmentMove
from queueing.models import Appointment

WHOLE = Appointment.objects.select_related("branch", "service", "rule", "staff", "room", "customer", "ticket", "case")


def locked(appointment_id: int) -> Appointment:
    """Lock an appointment, then read it with everything verbs look at (2 statements).

    In one statement PostgreSQL, having waited for somebody, would join the new row with what it had found for the old
    one: an appointment just checked in would come without its ticket.
    """
    Appointment.objects.select_for_update(no_key=True).values_list("pk").get(pk=appointment_id)
    return WHOLE.get(pk=appointment_id)


def check_move(appointment: Appointment, verb: str) -> AppointmentStatus:
    """Return the state the verb leads to; raises IllegalAppointmentMove when the table does not list it."""
    sources, target = APPOINTMENT_MOVES[verb]
    if appointment.status not in sources:
        raise IllegalAppointmentMove(status=AppointmentStatus(appointment.status).label)
    return target


def move(appointment: Appointment, verb: str, **fields: Any) -> Appointment:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked or new."""
    appointment.status = check_move(appointment, verb)
    return change(appointment, status=appointment.status, **fields)


def change(appointment: Appointment, **fields: Any) -> Appointment:
    """Save the named fields (1 statement). The row must be locked or new."""
    for name, value in fields.items():
        setattr(appointment, name, value)
    appointment.save(update_fields=[*fields])
    return appointment


def news_of(appointment: Appointment) -> dict[str, Any]:
    """The values that every appointment event carries."""
    return {
        "branch_id": appointment.branch_id,
        "appointment": appointment.pk,
        "service": appointment.service.code,
        "slot": appointment.slot_at.isoformat(),
    }
