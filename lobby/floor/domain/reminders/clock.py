"""What the clock does with a reminder: due, then overdue, then escalated."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert
from lobby.floor.domain.reminders.moving import locked, move
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.models import Deadline, Reminder

CLOCK = "reminder"
MAX_SNOOZES = 3
MAX_SNOOZE = dt.timedelta(days=1)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The clock rang: due, then overdue, then escalated."""
    return catch_up(locked(Reminder(pk=deadline.subject_id)), at=at)


def catch_up(reminder: Reminder, *, at: dt.datetime) -> dt.datetime | None:
    """Take every step whose time has come; return when the next one is due. The row must be locked or new."""
    while (step := next_step(reminder)) is not None:
        verb, due_at = step
        if due_at > at:
            return due_at
        move(reminder, verb)
        if verb == "escalate":
            tell_managers(reminder, at=at)
    return None


def next_step(reminder: Reminder) -> tuple[str, dt.datetime] | None:
    """The verb that the clock takes next and when; None when the rest is up to people."""
    late = dt.timedelta(seconds=kinds.reminder_kind(reminder.kind).escalate_after_s)
    # Whoever got it late has the kind's time from then on.
    late_since = max(reminder.due_at, reminder.remind_at)
    moments = {"remind": reminder.remind_at, "lapse": reminder.due_at, "escalate": late_since + late}
    return next(((verb, moments[verb]) for verb in moments if reminder.status in REMINDER_MOVES[verb][0]), None)


def tell_managers(reminder: Reminder, *, at: dt.datetime) -> None:
    """One alert for whoever the kind names, the head when nobody accepts it, and never for the owner."""
    raise_alert(
        reminder.branch,
        kinds.reminder_kind(reminder.kind).overdue,
        by=SYSTEM,
        at=at,
        subject=("reminder", reminder.pk),
        values={"text": reminder.text or words_of(reminder), "owner": whose(reminder)},
        apart_from=reminder.owner,
    )


def whose(reminder: Reminder) -> str | dict[str, str]:
    """The owner's name, else the team's in both languages."""
    if reminder.owner is not None:
        return reminder.owner.name
    return both(RoleCode(reminder.team).label)


def words_of(reminder: Reminder) -> dict[str, str]:
    """A rule's reminder in both languages, to stand inside another text."""
    return both(lambda: kinds.reminder_text(reminder.kind, reminder.values))


def set_clock(reminder: Reminder, ring_at: dt.datetime | None) -> None:
    """Let the sweep look at the reminder at that moment."""
    if ring_at is not None:
        deadlines.set_deadline(CLOCK, branch_id=reminder.branch_id, subject=("reminder", reminder.pk), due_at=ring_at)
