"""What was read together with a row that had to be waited for."""

from __future__ import annotations

from django.db.models import Model


def forget_stale(row: Model, *names: str) -> None:
    """Drop related objects that are not the row's any more (no query); they are read again when they are needed.

    PostgreSQL reads a row again once its lock is free, but not the rows that were joined to it before the wait.
    """
    for name in names:
        field = row._meta.get_field(name)
        joined = field.get_cached_value(row, default=None)  # type: ignore[union-attr]
        if (joined.pk if joined else None) != getattr(row, field.attname):  # type: ignore[union-attr]
            field.delete_cached_value(row)  # type: ignore[union-attr]
