"""`{% load ticket_words %}`: what happened to a ticket and what a customer needs, as people say it."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.live.models import Entry
from queueing.enums import Trait

register = template.Library()

# Values of the event stand in braces.
TICKET_WORDS: dict[str, Promise] = {
    "ticket.issued": _("number issued"),
    "ticket.called": _("called to counter {counter}"),
    "ticket.recalled": _("called again to counter {counter}"),
    "ticket.started": _("service began at counter {counter}"),
    "ticket.finished": _("service finished"),
    "ticket.missed": _("did not come"),
    "ticket.reinstated": _("back in the queue"),
    "ticket.postponed": _("lets others go first"),
    "ticket.held": _("on hold"),
    "ticket.resumed": _("service goes on at counter {counter}"),
    "ticket.returned": _("sent back to complete something"),
    "ticket.transferred": _("transferred to another queue"),
    "ticket.handed_on": _("handed on"),
    "ticket.diverted": _("sent to a device"),
    "ticket.fell_back": _("back from a device"),
    "ticket.abandoned": _("left"),
    "ticket.cancelled": _("cancelled"),
    "ticket.undone": _("taken back"),
    "ticket.noted": _("note added"),
    "ticket.identified": _("customer found"),
    "ticket.separated": _("customer taken off again"),
    "care.given": _("looked after while waiting"),
    "care.taken_back": _("an act of care taken back"),
    "care.help_asked": _("called for help"),
    "care.help_accepted": _("somebody is coming"),
    "care.help_finished": _("helped"),
    "care.help_withdrawn": _("call for help taken back"),
    "care.help_reopened": _("still being helped"),
    "prereview.saved": _("papers looked at"),
    "prereview.passed": _("pre-review passed"),
    "form.saved": _("form begun"),
    "form.completed": _("form filled in"),
    "form.signed": _("form signed"),
    "form.amended": _("new version of a form"),
    "form.marked": _("lines marked for correction"),
    "form.loaded": _("form loaded"),
    "form.read": _("form read"),
}
WITH_REASON = {"ticket.called", "ticket.abandoned", "ticket.cancelled", "ticket.fell_back", "ticket.finished"}


@register.filter
def ticket_word(entry: Entry) -> str:
    """What happened, with the reason where somebody gave one; the bare type of news that this page does not know."""
    words = TICKET_WORDS.get(entry.type)
    if words is None:
        return entry.type
    said = str(words).format(counter=entry.payload.get("counter", ""))
    reason = entry.payload.get("reason") if entry.type in WITH_REASON else ""
    return f"{said} · {reason}" if reason else said


@register.filter
def trait_word(trait: str) -> str:
    """A trait in the active language."""
    return str(Trait(trait).label)
