"""An appointment as a calendar file (RFC 5545) with an alarm, the branch's address and the way to move it."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event

from queueing.enums.appointments import UPCOMING, AppointmentStatus
from queueing.models import Appointment

ALARM_BEFORE = dt.timedelta(hours=2)
PRODUCT = "-//Lobby//Appointments//EN"


def event(appointment: Appointment, *, page: str, at: dt.datetime, language: str) -> bytes:
    """The file's bytes. Moved or cancelled, the same event is written again with a higher sequence."""
    branch = appointment.branch
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    entry = Event()
    entry.add("uid", f"appointment-{appointment.pk}@{branch.code}.lobby")
    entry.add("dtstamp", at)
    entry.add("sequence", sequence(appointment))
    entry.add("summary", f"{branch.name_in(language)} · {appointment.service.name_in(language)}")
    entry.add("dtstart", appointment.slot_at.astimezone(dt.UTC))
    entry.add("dtend", appointment.ends_at.astimezone(dt.UTC))
    entry.add("location", ", ".join(part for part in (branch.name_in(language), branch.address_in(language)) if part))
    entry.add("description", _("Code for check-in: {code}").format(code=appointment.code) + f"\n{page}")
    entry.add("url", page)
    is_over = appointment.status in {AppointmentStatus.CANCELLED, AppointmentStatus.EXPIRED}
    entry.add("status", "CANCELLED" if is_over else "CONFIRMED")
    if appointment.status in UPCOMING:
        entry.add_component(alarm(appointment, language))
    calendar.add_component(entry)
    body: bytes = calendar.to_ical()
    return body


def sequence(appointment: Appointment) -> int:
    """Rises with every change a calendar must notice."""
    return appointment.reschedules + (appointment.ended_at is not None)


def alarm(appointment: Appointment, language: str) -> Alarm:
    """Ring two hours before."""
    bell = Alarm()
    bell.add("action", "DISPLAY")
    bell.add("description", appointment.service.name_in(language))
    bell.add("trigger", -ALARM_BEFORE)
    return bell
