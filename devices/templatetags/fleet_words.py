"""`{% load fleet_words %}`: times of a device's history as people say them."""

from __future__ import annotations

import datetime as dt

from django import template

from devices.history import Row

register = template.Library()


@register.filter
def minutes_until(row: Row, at: dt.datetime) -> int:
    """Whole minutes that a row lasted, up to now where it lasts."""
    return round(max(0.0, row.seconds(at)) / 60)
