"""`{% load receipt_words %}`: moments as a customer reads them."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django import template

register = template.Library()


@register.filter
def last_minute(due: dt.datetime, timezone: str) -> str:
    """When something is due at the latest, on the branch's wall clock. A day that ends at midnight is named itself."""
    local = due.astimezone(ZoneInfo(timezone))
    if local.time() == dt.time():
        local -= dt.timedelta(minutes=1)
    return f"{local:%Y-%m-%d %H:%M}"
