"""`{% load case_forms %}`: the form of a verb on a complaint's page."""

from __future__ import annotations

from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, Select

from complaints.forms.cases import form_of
from complaints.forms.verbs import VerbForm
from complaints.models import Complaint

register = template.Library()
# Up to so many choices stand side by side as chips; more are a list.
MOST_CHIPS = 6


@register.simple_tag(takes_context=True, name="form_of")
def form_for(context: Any, verb: str, complaint: Complaint) -> VerbForm:
    """The empty form of a verb, with what there is to choose from (0–2 queries)."""
    return form_of(verb, complaint, context["me"])


@register.filter
def looks(field: BoundField) -> str:
    """How a field is drawn: as `ticks`, one `tick`, `chips`, or a plain `field`."""
    widget = field.field.widget
    if isinstance(widget, CheckboxSelectMultiple):
        return "ticks"
    if isinstance(widget, CheckboxInput):
        return "keep" if field.name == "keeps_words" else "tick"
    choices = getattr(field.field, "choices", ()) if type(widget) is Select else ()
    is_fixed = bool(choices) and not hasattr(field.field, "queryset")
    return "chips" if is_fixed and len(list(choices)) <= MOST_CHIPS else "field"
