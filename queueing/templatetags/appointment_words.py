"""`{% load appointment_words %}`: what happened to an appointment, as people say it."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.live.models import Entry

register = template.Library()

# Values of the event stand in braces.
APPOINTMENT_WORDS: dict[str, Promise] = {
    "appointment.requested": _("requested"),
    "appointment.confirmed": _("confirmed"),
    "appointment.expired": _("not confirmed in time"),
    "appointment.rescheduled": _("moved to another time"),
    "appointment.listed": _("preparation went on"),
    "appointment.prepared": _("everything is ready"),
    "appointment.checked_in": _("checked in, number {number}"),
    "appointment.started": _("service began"),
    "appointment.completed": _("service finished"),
    "appointment.reopened": _("service goes on"),
    "appointment.cancelled": _("called off"),
    "appointment.missed": _("did not come"),
    "appointment.reinstated": _("has a new time"),
    "appointment.reminded": _("the customer was reminded"),
    "appointment.noted": _("result written down"),
}


@register.filter
def appointment_word(entry: Entry) -> str:
    """What happened; the bare type of news that this page does not know."""
    words = APPOINTMENT_WORDS.get(entry.type)
    return str(words).format(number=entry.payload.get("number", "")) if words else entry.type
