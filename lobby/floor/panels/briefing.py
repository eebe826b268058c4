"""The floor's own sections of the morning board and of the evening review."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q

from lobby.branches.calendar import day_bounds
from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.enums import AlertStatus
from lobby.floor.enums.briefing import BriefingStatus
from lobby.floor.enums.checks import HANDED_IN, CheckKind, CheckStatus
from lobby.floor.models import Alert, ChecklistRun, Reminder
from lobby.floor.selectors import briefing as selectors
from lobby.floor.selectors import briefing_signs
from lobby.floor.selectors.feed import open_reminders
from lobby.floor.selectors.handover import newest_note

ALERT_KINDS_TOLD = 12
TASKS_SHOWN = 8


def meeting(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The briefing itself: outlook, topics, who was there (2 queries)."""
    briefing = selectors.briefing_of(branch, date)
    return {
        "briefing": briefing,
        "is_closed": briefing is not None and briefing.status == BriefingStatus.CLOSED,
        "attendees": selectors.attendees_of(briefing),
    }


def goals(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """What the branch and its people want to reach today (1 query)."""
    return {"goals": selectors.branch_goals(branch, date)}


def notices(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Notices in force with who has not acknowledged them, and the safety word of the day (5 queries)."""
    return {
        "notices": briefing_signs.notices_of(branch, at),
        "word": briefing_signs.word_of_the_day(branch, date, at),
    }


def materials(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """What runs low or expires within a week (2 queries)."""
    return {"shelves": briefing_signs.running_out(branch, at)}


def open_tasks(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The newest handover note and what was left from before (2 queries)."""
    found = left_tasks(branch, before=day_bounds(branch, date)[0])
    return {
        "note": newest_note(branch),
        "tasks": found[:TASKS_SHOWN],
        "more": max(0, len(found) - TASKS_SHOWN),
    }


def left_tasks(branch: Branch, *, before: dt.datetime) -> list[Reminder]:
    """Open tasks made before a moment, next due first (1 query)."""
    tasks = open_reminders(branch.pk).filter(created_at__lt=before).exclude(kind=kinds.OWN)
    return list(tasks.select_related("owner"))


def alert_facts(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The day's alerts by kind and how they ended; what is security's alone is not counted (1 query)."""
    first, last = day_bounds(branch, date)
    raised = Alert.objects.filter(branch=branch, raised_at__gte=first, raised_at__lt=last)
    found = raised.exclude(kind__in=kinds.silent_kinds()).order_by("raised_at", "pk")
    by_kind: dict[str, dict[str, Any]] = {}
    for alert in found:
        row = by_kind.setdefault(alert.kind, {"kind": alert.kind, "n": 0, "escalated": 0, "open": 0, "accept_s": []})
        row["n"] += 1
        row["escalated"] += alert.level > 0
        row["open"] += alert.status != AlertStatus.RESOLVED
        if alert.accepted_at is not None:
            row["accept_s"].append(int((alert.accepted_at - alert.raised_at).total_seconds()))
    rows = sorted(by_kind.values(), key=lambda row: -row["n"])
    for row in rows:
        times = sorted(row.pop("accept_s"))
        row["accept_median_s"] = times[len(times) // 2] if times else None
    return {"kinds": rows[:ALERT_KINDS_TOLD], "n": sum(row["n"] for row in rows)}


def check_facts(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """Checks of the day: how many were handed in, late or missed, by kind (1 query); mystery visits never."""
    runs = ChecklistRun.objects.filter(branch=branch, day=date).exclude(status=CheckStatus.CANCELLED)
    runs = runs.exclude(kind=CheckKind.MYSTERY)
    rows = (
        runs.order_by()
        .values("kind")
        .annotate(
            n=Count("pk"),
            handed_in=Count("pk", filter=Q(status__in=HANDED_IN)),
            late=Count("pk", filter=Q(status__in=HANDED_IN, is_late=True)),
            missed=Count("pk", filter=Q(missed_at__isnull=False) & ~Q(status__in=HANDED_IN)),
        )
    )
    return {"kinds": list(rows.order_by("kind"))}


def goal_facts(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The branch's goals and the team's coaching; people's own goals stay theirs (2 queries)."""
    lines = [line for line in selectors.branch_goals(branch, date) if line.goal.staff_id is None]
    told = [{"product": line.goal.product, "target": line.goal.target, "done": line.done} for line in lines]
    return {"goals": told, "coached": len(selectors.coaching_of(branch, date))}


def task_facts(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """What the day leaves to the next one (1 query)."""
    found = left_tasks(branch, before=day_bounds(branch, date)[1])
    return {"n": len(found), "late": sum(task.due_at < min(at, day_bounds(branch, date)[1]) for task in found)}
