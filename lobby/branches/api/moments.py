"""How times are written in bodies and answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from rest_framework import serializers

from lobby.branches.calendar import FIRST, LAST

# Beyond them a time could lie outside the calendar on a branch's clock.
EARLIEST, LATEST = (dt.datetime.combine(day, dt.time(), dt.UTC) for day in (FIRST, LAST))


class Moment(serializers.DateTimeField):
    """ISO 8601 with an offset from UTC: a time without one could be anywhere."""

    def to_internal_value(self, data: Any) -> dt.datetime:
        """Refuse what is not a string, or names no offset."""
        if not isinstance(data, str):
            self.fail("invalid", format="ISO 8601")
        value: dt.datetime = super().to_internal_value(data)
        if "T" not in data or not (data.endswith("Z") or "+" in data or "-" in data.split("T")[1]):
            self.fail("invalid", format="ISO 8601 with an offset")
        return min(max(value, EARLIEST), LATEST)


def moment(at: dt.datetime | None) -> str | None:
    """ISO 8601 in UTC with microseconds as stored, the same for a first and a repeated answer."""
    return at.astimezone(dt.UTC).isoformat() if at else None


def day(date: dt.date | None) -> str | None:
    """ISO 8601."""
    return date.isoformat() if date else None
