"""Alerts and reminders as JSON; `day_shapes.py` describes the same names for OpenAPI."""

from __future__ import annotations

from typing import Any

from lobby.branches.api.moments import moment
from lobby.floor import kinds
from lobby.floor.models import Alert, Reminder
from lobby.floor.selectors.feed import words_of


def alert_answer(alert: Alert) -> dict[str, Any]:
    """An alert (`branch`, `person` and `accepted_by` should be at hand)."""
    return {
        "id": alert.pk,
        "branch": alert.branch.code,
        "kind": alert.kind,
        "text": kinds.alert_text(alert.kind, alert.values),
        "help": kinds.alert_help(alert.kind, alert.values),
        "severity": str(alert.severity),
        "status": str(alert.status),
        "level": alert.level,
        "subject": f"{alert.subject_type}:{alert.subject_id}",
        "person": alert.person.username if alert.person else None,
        "accepted_by": alert.accepted_by.username if alert.accepted_by else None,
        "raised_at": moment(alert.raised_at),
        "accepted_at": moment(alert.accepted_at),
        "snoozed_until": moment(alert.snoozed_until),
        "resolved_at": moment(alert.resolved_at),
    }


def reminder_answer(reminder: Reminder) -> dict[str, Any]:
    """A reminder or task (`branch`, `owner` and `made_by` should be at hand)."""
    return {
        "id": reminder.pk,
        "branch": reminder.branch.code,
        "kind": reminder.kind,
        "text": words_of(reminder),
        "status": str(reminder.status),
        "owner": reminder.owner.username if reminder.owner else None,
        "team": reminder.team or None,
        "made_by": reminder.made_by.username if reminder.made_by else None,
        "due_at": moment(reminder.due_at),
        "bounces": reminder.bounces,
        "snoozes": reminder.snoozes,
        "ended_at": moment(reminder.ended_at),
        "outcome": reminder.outcome,
    }
