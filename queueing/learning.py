"""What the wait estimate learns from the days behind it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from lobby.branches.models import Service
from queueing.models import ServiceStats

LEARNED_FROM = dt.timedelta(days=28)
# The typed-in standard counts as much as so many observed services, so that a new service starts sensibly.
PRIOR_SAMPLES = 20
LEAST_ERRORS = 30
LEAST_QUOTE_S = 60
ERROR_RATIO_BOUNDS = (1.2, 5.0)

OBSERVED = """
    SELECT service_id,
           count(*) FILTER (WHERE status = 'done' AND outcome <> 'unknown' AND started_at IS NOT NULL),
           sum(extract(epoch FROM ended_at - started_at) - held_s)
               FILTER (WHERE status = 'done' AND outcome <> 'unknown' AND started_at IS NOT NULL),
           count(*) FILTER (WHERE first_called_at IS NOT NULL AND quoted_p50_s >= %(least)s),
           percentile_cont(0.9) WITHIN GROUP (
               ORDER BY extract(epoch FROM first_called_at - issued_at) / quoted_p50_s)
               FILTER (WHERE first_called_at IS NOT NULL AND quoted_p50_s >= %(least)s)
    FROM queueing_ticket
    WHERE branch_id = %(branch)s AND day >= %(since)s AND NOT is_without_number
    GROUP BY service_id
"""


def learn_service_times(branch_id: int, *, at: dt.datetime) -> int:
    """Learn mean service seconds and the error of past quotes for a branch's services; returns how many were learned."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"branch": branch_id, "since": (at - LEARNED_FROM).date(), "least": LEAST_QUOTE_S}
        cursor.execute(OBSERVED, values)
        observed = {row[0]: row[1:] for row in cursor.fetchall()}
    services = Service.objects.filter(pk__in=observed)
    for service in services:
        save_learned(service, *observed[service.pk], at=at)
    return len(services)


def save_learned(
    service: Service, served: int, total_s: float | None, quoted: int, ratio: float | None, *, at: dt.datetime
) -> None:
    """Shrink the mean to the standard minutes and keep the error ratio in bounds."""
    standard = service.standard_minutes * 60
    mean = (float(total_s or 0) + PRIOR_SAMPLES * standard) / (served + PRIOR_SAMPLES)
    fields: dict[str, object] = {"mean_service_s": mean, "samples": served, "learned_at": at}
    if ratio is not None and quoted >= LEAST_ERRORS:
        low, high = ERROR_RATIO_BOUNDS
        fields["error_ratio_p90"] = min(high, max(low, float(ratio)))
    ServiceStats.objects.update_or_create(service=service, defaults=fields)


def learn_due_branches(*, at: dt.datetime, limit: int = 50) -> int:
    """Learn for the branches that served since they last learned, longest ago first; returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            DUE, {"since": at - dt.timedelta(hours=1), "stale": at - dt.timedelta(minutes=10), "limit": limit}
        )
        due = [row[0] for row in cursor.fetchall()]
    for branch_id in due:
        learn_service_times(branch_id, at=at)
    return len(due)


# Sessions are few; their index of open ones finds the branches at work without walking all of them.
DUE = """
    SELECT s.branch_id FROM queueing_countersession s
    LEFT JOIN branches_service v ON v.branch_id = s.branch_id
    LEFT JOIN queueing_servicestats l ON l.service_id = v.id
    WHERE s.closed_at IS NULL OR s.closed_at >= %(since)s
    GROUP BY s.branch_id
    HAVING max(l.learned_at) IS NULL OR max(l.learned_at) < %(stale)s
    ORDER BY max(l.learned_at) NULLS FIRST
    LIMIT %(limit)s
"""
