"""What the verbs that follow a complaint up share."""

from __future__ import annotations

import datetime as dt

from complaints.errors.follow import DueInThePast
from lobby.branches.models import Staff
from lobby.floor.domain import reminders
from lobby.floor.models import Reminder


def check_ahead(due_at: dt.datetime, at: dt.datetime) -> None:
    """Raises DueInThePast."""
    if due_at <= at:
        raise DueInThePast


def finish_tasks(subject: tuple[str, int], *, by: Staff, at: dt.datetime) -> None:
    """What was done needs no reminder any more (1 query when there is none)."""
    about = Reminder.objects.filter(subject_type=subject[0], subject_id=subject[1], ended_at__isnull=True)
    for reminder in about.order_by("pk"):
        reminders.finish(reminder, by=by.actor, at=at)
