"""`{% load incident_words %}`: what happened in an incident, as people say it."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.floor.enums.incidents import StepKind
from lobby.live.models import Entry

register = template.Library()

WORDS: dict[str, Promise] = {
    "reported": _("reported to those who lead"),
    "classified": _("classified, severity {severity}"),
    "hidden": _("for security alone from now on"),
    "activated": _("plan in force, {tasks} tasks"),
    "handled": _("the first task is under way"),
    "level_raised": _("response level {level}"),
    "contained": _("contained"),
    "recovered": _("service is back"),
    "reviewed": _("report complete"),
    "closed": _("the incident is closed"),
    "false_alarm": _("it was a false alarm"),
    "noted": _("written down: {what}"),
}
WHAT: dict[str, Promise] = {
    "roll_call": _("roll-call"),
    "evidence": _("evidence"),
    "report": _("the report"),
    "representative": _("a representative"),
    "demand": _("a demand"),
    "answer": _("an answer"),
    "promise": _("a promise"),
    "again": _("reported again"),
}


@register.filter
def incident_word(entry: Entry) -> str:
    """What happened; a step is named itself, an unknown type shows bare."""
    verb = entry.type.removeprefix("incident.").removeprefix("security.incident_")
    if verb == "step_taken":
        return str(StepKind(entry.payload["step"]).label)
    what = WHAT.get(entry.payload.get("what", ""), "")
    values = {**entry.payload, "what": what}
    return str(WORDS[verb]).format_map(values) if verb in WORDS else entry.type
