"""How long each service takes at a counter, learned while a branch works."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from lobby.branches.models import Service
from queueing.models import ServiceStats

LEARNED_FROM = dt.timedelta(days=28)
# The typed-in standard counts as much as so many observed services, so that a new service starts sensibly.
PRIOR_SAMPLES = 20
# The latest services show what has changed since.
LATEST = 200

OBSERVED = """
    SELECT service_id, count(*), sum(seconds),
           avg(seconds) FILTER (WHERE newest <= %(latest)s), count(*) FILTER (WHERE newest <= %(latest)s)
    FROM (SELECT service_id, greatest(0, extract(epoch FROM ended_at - called_at) - held_s)::float8 AS seconds,
                 row_number() OVER (PARTITION BY service_id ORDER BY ended_at DESC) AS newest
          FROM queueing_ticket
          WHERE branch_id = %(branch)s AND day >= %(since)s AND NOT is_without_number
            AND status = 'done' AND outcome <> 'unknown' AND started_at IS NOT NULL) served
    GROUP BY service_id
"""


def learn_service_times(branch_id: int, *, at: dt.datetime) -> int:
    """Learn what the services of a branch take, on average and lately; returns how many were learned."""
    with connection.cursor() as cursor:
        values: dict[str, Any] = {"branch": branch_id, "since": (at - LEARNED_FROM).date(), "latest": LATEST}
        cursor.execute(OBSERVED, values)
        observed = {row[0]: row[1:] for row in cursor.fetchall()}
    services = Service.objects.filter(pk__in=observed)
    for service in services:
        save_learned(service, *observed[service.pk], at=at)
    return len(services)


def save_learned(
    service: Service, served: int, total_s: float, recent_s: float, recent: int, *, at: dt.datetime
) -> None:
    """Shrink the long-run mean to the standard minutes."""
    standard = service.standard_minutes * 60
    fields = {
        "mean_service_s": (total_s + PRIOR_SAMPLES * standard) / (served + PRIOR_SAMPLES),
        "samples": served,
        "recent_service_s": recent_s,
        "recent_samples": recent,
        "learned_at": at,
    }
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
