"""Reading the journal forward from a number, for hubs and for screens that come back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils import timezone

from lobby.live.models import Entry, Stream

WINDOW = dt.timedelta(days=1)


def entries_after(branch_id: int, seq: int, limit: int) -> list[Entry]:
    """Up to `limit` entries above a number, in order (1–2 queries).

    Nearly always they are of today, so only today's partition is asked; numbers have no gaps, so an answer that does
    not start right above `seq` shows that older partitions are needed (a replayed day carries its own dates).
    """
    entries = Entry.objects.filter(branch_id=branch_id, seq__gt=seq).order_by("seq")
    now = timezone.now()
    recent = list(entries.filter(at__gte=now - WINDOW, at__lt=now + WINDOW)[:limit])
    if recent and recent[-1].seq - seq == len(recent):
        return recent
    return list(entries[:limit])


def seqs(branch_ids: Iterable[int]) -> dict[int, int]:
    """The last number of each branch that has one (1 query)."""
    return dict(Stream.objects.filter(branch_id__in=list(branch_ids)).values_list("branch_id", "seq"))
