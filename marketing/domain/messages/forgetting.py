"""What was written to customers is not kept longer than questions about it come."""

from __future__ import annotations

import datetime as dt

from marketing.models import Message

KEPT = dt.timedelta(days=90)
BATCH = 1000


def forget(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Forget words and recipients of messages that ended 90 days ago, `limit` at a time; returns how many (2 statements)."""
    old = Message.objects.filter(ended_at__lte=at - KEPT, forgotten_at__isnull=True).order_by("ended_at")
    ids = list(old.values_list("pk", flat=True)[:limit])
    return Message.objects.filter(pk__in=ids).update(title="", body="", recipient="", forgotten_at=at)
