"""What other rooms tell of: a video session that was rated, a task that was done."""

from __future__ import annotations

import datetime as dt

from complaints.domain.ratings.giving import give_at_machine
from complaints.domain.ratings.recovering import RECOVERY, end_recovery
from complaints.enums.ratings import Recovery
from complaints.models import Rating
from devices.events.vtm import VtmCompleted
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.floor.events.reminders import ReminderDone
from lobby.floor.models import Reminder
from lobby.live import journal
from lobby.live.events import Event


def register() -> None:
    """Follow them, inside the writer's transaction; called once when Django starts."""
    journal.subscribe(VtmCompleted.type, machine_rated)
    journal.subscribe(ReminderDone.type, task_done)


def machine_rated(event: Event, by: Actor, at: dt.datetime) -> None:
    """The customer rated a video session, or skipped it (1 query, more for a rating)."""
    assert isinstance(event, VtmCompleted)
    sessions = VtmSession.objects.select_related("branch", "service")
    session = sessions.get(pk=event.vtm_session)
    if session.rating is not None:
        give_at_machine(session, by=by, at=at)


def task_done(event: Event, by: Actor, at: dt.datetime) -> None:
    """The task was done from somebody's own list: the rating is looked after (0–5 queries). Raises OwnService."""
    assert isinstance(event, ReminderDone)
    if event.kind != RECOVERY:
        return
    rating_id = Reminder.objects.values_list("subject_id", flat=True).get(pk=event.reminder)
    rating = Rating.objects.filter(pk=rating_id or 0, recovered_at__isnull=True).first()
    if rating is not None:
        end_recovery(rating, by=by, at=at, how=Recovery.TASK)
