"""`{% load briefing_words %}`: facts of a day as people say them."""

from __future__ import annotations

from django import template

from lobby.floor import kinds
from lobby.floor.enums.checks import CheckKind
from lobby.floor.models import Reminder
from lobby.floor.selectors.feed import words_of

register = template.Library()


@register.filter
def alert_name(kind: str) -> str:
    """What a kind of alert is about, without the values of a single one."""
    return kinds.alert_name(kind)


@register.filter
def check_name(kind: str) -> str:
    """What a kind of check is called."""
    return str(CheckKind(kind).label)


@register.filter
def task_words(task: Reminder) -> str:
    """What is to be done."""
    return words_of(task)


@register.filter
def minutes(seconds: float | None) -> str:
    """Seconds as minutes with one decimal under ten; a dash where nothing is known."""
    if seconds is None:
        return "–"
    value = seconds / 60
    return f"{value:.1f}" if value < 10 else f"{value:.0f}"
