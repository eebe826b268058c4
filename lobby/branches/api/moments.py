"""How answers write times."""

from __future__ import annotations

import datetime as dt


def moment(at: dt.datetime | None) -> str | None:
    """ISO 8601 in UTC with microseconds as stored, the same for a first and a repeated answer."""
    return at.astimezone(dt.UTC).isoformat() if at else None


def day(date: dt.date | None) -> str | None:
    """ISO 8601."""
    return date.isoformat() if date else None
