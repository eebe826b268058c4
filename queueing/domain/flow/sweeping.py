"""Which branches are due: claimed a batch at a time, so that no process walks all of them and no message is missed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import structlog
from django.db import connection

from lobby.branches.actors import Actor
from lobby.branches.outages import is_outage
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.flow.correcting import correct_day
from queueing.events import DayBegun
from queueing.models import FlowState

log = structlog.get_logger(__name__)

BATCH = 100
# A claimed branch whose task got lost, or failed, is due again after this.
LEASE = dt.timedelta(minutes=15)
CORRECT_EVERY = dt.timedelta(minutes=15)

CLAIM = """
    UPDATE queueing_flowstate SET due_at = %(until)s WHERE id IN (
        SELECT id FROM queueing_flowstate WHERE due_at <= %(at)s ORDER BY due_at LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING branch_id
"""
# Sessions that are open are few, and have an index of their own.
CLAIM_TO_CORRECT = """
    UPDATE queueing_flowstate SET corrected_at = %(at)s WHERE id IN (
        SELECT id FROM queueing_flowstate
        WHERE branch_id IN (SELECT branch_id FROM queueing_countersession WHERE closed_at IS NULL)
          AND (corrected_at IS NULL OR corrected_at <= %(before)s)
        ORDER BY corrected_at NULLS FIRST LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED)
    RETURNING branch_id
"""


def claim_due(*, at: dt.datetime, limit: int = BATCH) -> list[int]:
    """Claim branches whose forecast is due, longest due first (1 query); a claim holds for a quarter of an hour."""
    return claim(CLAIM, {"at": at, "until": at + LEASE, "limit": limit})


def correct_due(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Correct the day of branches at work that were not looked at lately; returns how many changed."""
    claimed = claim(CLAIM_TO_CORRECT, {"at": at, "before": at - CORRECT_EVERY, "limit": limit})
    return sum(correct(branch_id, at=at) for branch_id in claimed)


def correct(branch_id: int, *, at: dt.datetime) -> bool:
    """Correct one branch; one that fails is logged, and looked at again in its turn."""
    try:
        return correct_day(branch_id, at=at)
    except Exception as error:
        if is_outage(error):
            raise
        log.exception("correction_failed", branch=branch_id)
        return False


def claim(sql: str, values: dict[str, Any]) -> list[int]:
    """Run a claiming statement; returns the branches."""
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [row[0] for row in cursor.fetchall()]


def enrol(event: Event, by: Actor, at: dt.datetime) -> None:
    """A branch that begins a business day is forecast from then on (1 query)."""
    FlowState.objects.bulk_create([FlowState(branch_id=event.branch_id, due_at=at)], ignore_conflicts=True)


def register() -> None:
    """Follow the days."""
    journal.subscribe(DayBegun.type, enrol)
