"""Which branches are due for a sample, so that every one at work is held against its lines once a minute."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db import connection

from lobby.branches.models import Branch
from lobby.floor.domain import crowds
from lobby.floor.domain.sweeping import apart
from queueing.domain.peaks import EVERY, sample

# Branches at work are those with open counters and those in a peak: both have small partial indexes.
DUE = """
    SELECT work.branch_id FROM (
        SELECT branch_id FROM queueing_countersession WHERE closed_at IS NULL
        UNION SELECT branch_id FROM queueing_peakrun WHERE ended_at IS NULL
    ) AS work LEFT JOIN queueing_peakwatch w ON w.branch_id = work.branch_id
    WHERE w.sampled_at IS NULL OR w.sampled_at <= %(stale)s
    ORDER BY w.sampled_at NULLS FIRST LIMIT %(limit)s
"""


def sweep_peaks(*, at: dt.datetime, limit: int = 100) -> int:
    """Sample the branches at work whose last sample is a minute old, the oldest first; returns how many.

    Safe to run late, twice or side by side: each branch is locked, looked at again and committed by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"stale": at - EVERY, "limit": limit})
        due = [row[0] for row in cursor.fetchall()]
    return sum(
        apart(partial(sample_due, branch, at=at), failed="peak_sample_failed", branch=branch.pk)
        for branch in Branch.objects.filter(pk__in=due).order_by("pk")
    )


def sample_due(branch: Branch, *, at: dt.datetime) -> bool:
    """Sample one branch; False when another process has it."""
    is_sampled = sample(branch, at=at, waits=False) is not None
    # The zones are looked at as often, by the same process: no sweep of their own has to find the branches at work.
    crowds.look(branch, at=at)
    return is_sampled
