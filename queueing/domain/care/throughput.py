"""Customers served in an open window-hour against the usual (S101, K21): counted once a minute, alerted once an episode.

An hour is judged when windows were open for half an hour of it, as far as it was looked at, and when its weekday and hour
had a whole hour's figures in at least three of the last four weeks. A tick that comes late, after an outage, counts nothing
for the time nobody looked at.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from statistics import median

from django.db import connection

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date, local
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.sweeping import apart, be_impatient
from lobby.live import journal
from queueing.alerts.care import SLOW
from queueing.enums import SessionStatus, TicketStatus
from queueing.models import CounterSession, ThroughputWatch, Ticket, WindowHour

EVERY = dt.timedelta(minutes=1)
LONGEST_TICK = dt.timedelta(minutes=3)
HOUR = dt.timedelta(hours=1)
JUDGED_FROM_S = 30 * 60
WHOLE_FROM_S = 45 * 60
WEEKS = (1, 2, 3, 4)
WEEKS_NEEDED = 3
# Branches with open counters have a small partial index; the one looked at longest ago comes first.
DUE = """
    SELECT work.branch_id FROM (
        SELECT DISTINCT branch_id FROM queueing_countersession WHERE closed_at IS NULL
    ) AS work LEFT JOIN queueing_throughputwatch w ON w.branch_id = work.branch_id
    WHERE w.sampled_at IS NULL OR w.sampled_at <= %(stale)s
    ORDER BY w.sampled_at NULLS FIRST LIMIT %(limit)s
"""


def sweep_throughput(*, at: dt.datetime, limit: int = 100) -> int:
    """Count the branches at work whose last count is a minute old, the oldest first; returns how many.

    Safe to run late, twice or side by side: each branch is locked, looked at again and committed by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"stale": at - EVERY, "limit": limit})
        due = [row[0] for row in cursor.fetchall()]
    return sum(
        apart(partial(is_counted, branch, at=at), failed="throughput_sample_failed", branch=branch.pk)
        for branch in Branch.objects.filter(pk__in=due).order_by("pk")
    )


def is_counted(branch: Branch, *, at: dt.datetime) -> bool:
    """Count one branch; False when another process has it."""
    return sample(branch, at=at) is not None


def sample(branch: Branch, *, at: dt.datetime) -> WindowHour | None:
    """Add the time since the last look to the running hour and judge it; None when another process has the branch."""
    with journal.unit(by=SYSTEM, at=at):
        be_impatient()
        ThroughputWatch.objects.get_or_create(branch=branch)
        watch = ThroughputWatch.objects.select_for_update(no_key=True, skip_locked=True).filter(branch=branch).first()
        if watch is None or (watch.sampled_at is not None and at < watch.sampled_at + EVERY):
            return None
        since, watch.sampled_at = watch.sampled_at, at
        watch.save(update_fields=["sampled_at"])
        hour = running_hour(branch, at=at)
        add(hour, since, at=at)
        judge(branch, hour, at=at)
    return hour


def running_hour(branch: Branch, *, at: dt.datetime) -> WindowHour:
    """The row of the clock hour that runs, made with what is usual for it (1 query, 4 for a new one)."""
    here = local(branch, at)
    starts_at = at - dt.timedelta(minutes=here.minute, seconds=here.second, microseconds=here.microsecond)
    found = WindowHour.objects.filter(branch=branch, starts_at=starts_at).first()
    if found is not None:
        return found
    day = business_date(branch, at)
    usual = usual_of(branch, day, here.hour)
    return WindowHour.objects.create(branch=branch, day=day, hour=here.hour, starts_at=starts_at, usual=usual)


def usual_of(branch: Branch, day: dt.date, hour: int) -> float | None:
    """The median of the same weekday and hour over the last four weeks; None from fewer than three (1 query)."""
    days = [day - dt.timedelta(weeks=weeks) for weeks in WEEKS]
    rows = WindowHour.objects.filter(branch=branch, day__in=days, hour=hour, covered_s__gte=WHOLE_FROM_S, open_s__gt=0)
    by_day = {row.day: row.per_hour for row in rows.order_by("starts_at")}
    return median(by_day.values()) if len(by_day) >= WEEKS_NEEDED else None


def add(hour: WindowHour, since: dt.datetime | None, *, at: dt.datetime) -> None:
    """Count the time since the last look within this hour, and who was served in it (3 statements)."""
    begins = max(since or at, hour.starts_at)
    if at - begins > LONGEST_TICK:
        return
    windows = CounterSession.objects.filter(
        branch=hour.branch_id, closed_at__isnull=True, status=SessionStatus.OPEN
    ).count()
    served = Ticket.objects.filter(
        branch=hour.branch_id,
        day=hour.day,
        status=TicketStatus.DONE,
        session__isnull=False,
        ended_at__gt=begins,
        ended_at__lte=at,
    ).count()
    seconds = int((at - begins).total_seconds())
    hour.covered_s += seconds
    hour.open_s += windows * seconds
    hour.served += served
    hour.save(update_fields=["covered_s", "open_s", "served"])


def judge(branch: Branch, hour: WindowHour, *, at: dt.datetime) -> None:
    """Tell the lobby when the hour is slow; it is over once the pace is the usual again (1–4 queries)."""
    if hour.index is None or hour.open_s < JUDGED_FROM_S:
        return
    percent = policy_of(branch, hour.day).throughput_alert_percent
    reached = int(hour.index * 100)
    if reached >= percent:
        resolve_about(("branch", branch.pk), at=at, reason="usual pace", among=[SLOW])
        return
    assert hour.usual is not None
    values = {"percent": reached, "now": f"{hour.per_hour:.1f}", "usual": f"{hour.usual:.1f}"}
    raise_alert(branch, SLOW, by=SYSTEM, at=at, subject=("branch", branch.pk), values=values)
