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
    "reminder.taken": _("taken"),
    "reminder.handed_over": _("handed over"),
}
ALERT_WORDS: dict[str, Promise] = {
    "alert.raised": _("raised"),
    "alert.accepted": _("accepted"),
    "alert.escalated": _("escalated"),
    "alert.resolved": _("done"),
    "alert.reopened": _("open again"),
    "alert.handed_over": _("handed over"),
    "alert.widened": _("everybody of the roles asked"),
    "alert.snoozed": _("put off"),
    "alert.woken": _("back again"),
}
# The system and customers have no name of their own in the journal.
ACTORS: dict[str, Promise] = {"system": _("system"), "customer": _("customer")}


@register.filter
def reminder_word(event_type: str) -> str:
    """What happened to a reminder; the bare type of news that this page does not know."""
    return str(REMINDER_WORDS.get(event_type, event_type))


@register.filter
def alert_word(event_type: str) -> str:
    """What happened to an alert; the bare type of news that this page does not know."""
    return str(ALERT_WORDS.get(event_type, event_type))


@register.filter
def entry_reason(entry: Entry) -> str:
    """The reason that somebody gave, empty where none was asked."""
    return str(entry.payload.get("reason", "")) if entry.by_kind == "staff" else ""


@register.filter
def floor_actor(entry: Entry) -> str:
    """Who did it."""
    return str(ACTORS.get(entry.by_kind, entry.by_name))


@register.filter
def actor_name(name: str) -> str:
    """Who did it, where only the name was kept."""
    return str(ACTORS.get(name, name))
