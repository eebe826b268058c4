"""`{% load check_words %}`: how a run's state is marked where no list was made of it."""

from __future__ import annotations

from django import template

from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks.lists import level_of

register = template.Library()


@register.filter
def run_mark(run: ChecklistRun) -> str:
    """The mark of its state: fine, attention, late, info or off."""
    return level_of(run)
