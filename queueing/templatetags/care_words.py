"""`{% load care_words %}`: what happened to a visit, and the tags of quick notes, as people say it."""

from __future__ import annotations

from collections.abc import Iterable

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.branches.models import Staff
from lobby.live.models import Entry
from queueing.enums.care import NoteTag, StageKind

register = template.Library()

VISIT_WORDS: dict[str, Promise] = {
    "visit.arrived": _("greeted"),
    "visit.left": _("left without a number"),
    "visit.helper_named": _("helper: {staff}"),
    "visit.companion_named": _("companion: {staff}"),
    "visit.stage_begun": _("{stage}: {staff}"),
    "visit.followed_up": _("followed up"),
    "visit.noted": _("quick note written"),
    "care.host_asked": _("a host was asked"),
    "care.hosted": _("a host is there"),
    "care.host_released": _("no host needed any more"),
    "care.visit_watched": _("on the early-warning list"),
    "care.visit_unwatched": _("off the early-warning list"),
    "care.kit_lent": _("something was lent"),
    "care.kit_returned": _("something was given back"),
}


@register.filter
def visit_word(entry: Entry, people: Iterable[Staff]) -> str:
    """What happened to a visit; `people` gives names to those who still work here."""
    words = VISIT_WORDS.get(entry.type)
    if words is None:
        return entry.type
    names = {person.pk: person.name for person in people}
    staff = entry.payload.get("staff")
    stage = entry.payload.get("stage")
    name = str(_("nobody")) if staff is None else names.get(staff, "…")
    return str(words).format(staff=name, stage=StageKind(stage).label if stage else "")


@register.filter
def note_tag(tag: str) -> str:
    """A tag in the active language."""
    return str(NoteTag(tag).label)
