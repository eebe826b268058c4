"""What has a due moment: it lies ahead, and its task ends with it."""

from __future__ import annotations

import datetime as dt

from complaints.errors.follow import DueInThePast
from lobby.branches.models import Staff
from lobby.floor.domain import reminders
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.models import Reminder


def check_ahead(due_at: dt.datetime, at: dt.datetime) -> None:
    """Raises DueInThePast."""
    if due_at <= at:
        raise DueInThePast


def finish_tasks(subject: tuple[str, int], *, by: Staff, at: dt.datetime) -> None:
    """What was done needs no reminder any more, not even one that lies years ahead (1 query when there is none)."""
    about = Reminder.objects.filter(subject_type=subject[0], subject_id=subject[1], ended_at__isnull=True)
    for reminder in about.order_by("pk"):
        if reminder.status in REMINDER_MOVES["finish"][0]:
            reminders.finish(reminder, by=by.actor, at=at)
        else:
            reminders.cancel(reminder, by=by.actor, at=at, reason="done")
