"""What customers wrote, and what was noted about it, is kept for half a year; the marks stay."""

from __future__ import annotations

import datetime as dt

from complaints.models import Rating


def forget_words(*, at: dt.datetime, limit: int = 500) -> int:
    """Delete the words that are due, in all branches; returns of how many ratings. Safe to run late and twice."""
    gone = 0
    while due := list(
        Rating.objects.filter(forget_at__lte=at).order_by("forget_at").values_list("pk", flat=True)[:limit]
    ):
        gone += Rating.objects.filter(pk__in=due).update(comment="", recovery_note="", forget_at=None)
    return gone
