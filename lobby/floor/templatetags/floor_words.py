"""`{% load floor_words %}`: what happened and who did it, as people say it."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.live.models import Entry

register = template.Library()

REMINDER_WORDS: dict[str, Promise] = {
    "reminder.scheduled": _("written down"),
    "reminder.due": _("due"),
    "reminder.acknowledged": _("seen"),
    "reminder.snoozed": _("put off"),
    "reminder.overdue": _("overdue"),
    "reminder.escalated": _("escalated"),
    "reminder.done": _("done"),
    "reminder.cancelled": _("cancelled"),
}
# The system and customers have no name of their own in the journal.
ACTORS: dict[str, Promise] = {"system": _("system"), "customer": _("customer")}


@register.filter
def reminder_word(event_type: str) -> str:
    """What happened to a reminder; the bare type of news that this page does not know."""
    return str(REMINDER_WORDS.get(event_type, event_type))


@register.filter
def floor_actor(entry: Entry) -> str:
    """Who did it."""
    return str(ACTORS.get(entry.by_kind, entry.by_name))
