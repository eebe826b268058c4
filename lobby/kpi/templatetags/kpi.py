"""`{% load kpi %}`: numbers as figures are told."""

from __future__ import annotations

from django import template
from django.utils.formats import number_format

from lobby.kpi.readings import NONE, rounded

register = template.Library()


@register.filter
def minutes(seconds: float | None) -> str:
    """Seconds as minutes to one decimal, half up; "–" for none."""
    return NONE if seconds is None else number_format(rounded(float(seconds) / 60), decimal_pos=1)


@register.filter
def whole_minutes(seconds: float) -> str:
    """Seconds as whole minutes; an estimate promises no more."""
    return str(round(float(seconds) / 60))
