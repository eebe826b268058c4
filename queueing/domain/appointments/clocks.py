"""What an appointment's clocks do when they ring: expiry, reminders, not coming. Late after an outage, but once."""

from __future__ import annotations

import datetime as dt

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM
from lobby.branches.policies import policy_of
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from queueing.domain.appointments import ending, sending
from queueing.domain.appointments.moving import locked
from queueing.domain.appointments.reminding import (
    COMING,
    EXPIRY,
    FOLLOW_UP,
    HOURS_BEFORE,
    MISSED,
    NOTICES,
    PREPARE,
    TO_CONFIRM,
    missed_at,
    remind_staff,
)
from queueing.enums.appointments import APPOINTMENT_MOVES, NoticeKind
from queueing.models import AppointmentNotice

WEEK_S = 7 * 24 * 3600
REMINDER_KINDS = (
    kinds.ReminderKind(name=PREPARE, text=_("Prepare the appointment on {day} at {time}: {service}"), lead_s=WEEK_S),
    kinds.ReminderKind(name=TO_CONFIRM, text=_("Confirm the appointment on {day} at {time}: {service}"), lead_s=WEEK_S),
    kinds.ReminderKind(name=COMING, text=_("Appointment at {time}: {service}"), lead_s=WEEK_S),
    kinds.ReminderKind(name=FOLLOW_UP, text=_("Follow up the appointment of {day}, {time}: {service}")),
)


def register() -> None:
    """Fill the floor's registries."""
    for kind in REMINDER_KINDS:
        kinds.register_reminder(kind)
    kinds.register_subject("appointment", appointment_address)
    deadlines.register(EXPIRY, when_not_confirmed)
    deadlines.register(MISSED, when_missed)
    for name in NOTICES.values():
        deadlines.register(name, when_to_remind)


def appointment_address(appointment_id: int) -> str:
    """The inside of the tablet's detail dialog for an appointment."""
    return reverse("queueing:floor-appointment", args=[appointment_id])


def when_not_confirmed(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """A request waited long enough."""
    appointment = locked(deadline.subject_id)
    if appointment.status in APPOINTMENT_MOVES["expire"][0]:
        ending.expire(appointment, by=SYSTEM, at=at)
    return None


def when_missed(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The slot began a while ago and nobody checked in."""
    appointment = locked(deadline.subject_id)
    if appointment.status not in APPOINTMENT_MOVES["miss"][0]:
        return None
    due_at = missed_at(appointment, policy_of(appointment.branch, appointment.day))
    if at < due_at:
        return due_at
    ending.miss(appointment, by=SYSTEM, at=at)
    return None


def when_to_remind(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Give one reminder for the slot. One that comes so late that the next is due already is left out."""
    kind = next(kind for kind, name in NOTICES.items() if name == deadline.kind)
    appointment = locked(deadline.subject_id)
    latest = appointment.slot_at - (HOURS_BEFORE if kind == NoticeKind.DAY_BEFORE else dt.timedelta())
    if appointment.status not in APPOINTMENT_MOVES["miss"][0] or at >= latest:
        return None
    notice, is_new = AppointmentNotice.objects.get_or_create(
        appointment=appointment, kind=kind, slot_at=appointment.slot_at, defaults={"at": at}
    )
    if is_new:
        sending.send(appointment, notice)
        remind_staff(appointment, PREPARE if kind == NoticeKind.DAY_BEFORE else COMING, at=at, due_at=latest)
    return None
