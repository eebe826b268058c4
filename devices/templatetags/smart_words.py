"""Lines of a form in the words of the page's language."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from devices.guests import Line
from lobby.branches.enums import Channel
from lobby.branches.models import Service

register = template.Library()


@register.filter
def line_label(line: Line) -> str:
    """What a line asks for."""
    return line.label_in(get_language() or "")


@register.filter
def line_help(line: Line) -> str:
    """How to answer, may be empty."""
    return line.help_in(get_language() or "")


@register.filter
def option_label(option: Any) -> str:
    """One answer of a choice."""
    return str(option.label_in(get_language() or ""))


@register.filter
def channels_in_words(service: Service) -> str:
    """Where a service is done."""
    return " · ".join(str(Channel(channel).label) for channel in service.channels)
