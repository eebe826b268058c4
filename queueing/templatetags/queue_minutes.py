"""`{% load queue_minutes %}{{ run.longest_wait_s|minutes }}`: seconds as whole minutes."""

from __future__ import annotations

from django import template

register = template.Library()


@register.filter
def minutes(seconds: int | None) -> int:
    """Rounded half up; nothing is 0."""
    return int(((seconds or 0) + 30) // 60)
