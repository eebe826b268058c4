"""How a ticket was covered, in words."""

from __future__ import annotations

from django import template
from django.utils.functional import Promise

from marketing.kpis.prompts import words

register = template.Library()


@register.filter
def covered_word(code: str) -> str | Promise:
    """`{{ ticket.covered|covered_word }}`."""
    return words(code)
