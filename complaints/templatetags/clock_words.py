"""`{% load clock_words %}`: what the dialogs about more time say."""

from __future__ import annotations

from django import template

from complaints.enums.cases import ToldWay
from complaints.models import Complaint
from complaints.selectors.extensions import MoreTime, more_time

register = template.Library()


@register.simple_tag(name="more_time")
def more_time_of(complaint: Complaint) -> MoreTime | None:
    """The due that counts and the one that could (2 queries)."""
    return more_time(complaint)


@register.simple_tag
def told_ways() -> list[tuple[str, str]]:
    """Ways of telling a customer something."""
    return [(way.value, str(way.label)) for way in ToldWay]
