"""Making reminders and tasks, and what their owners do with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import resolve_about
from lobby.floor.domain.reminders.clock import MAX_SNOOZE, MAX_SNOOZES, catch_up, set_clock
from lobby.floor.domain.reminders.moving import check_move, locked, move, news_of
from lobby.floor.errors import EmptyText, ReasonMissing, SnoozesUsedUp, SnoozeTooLong
from lobby.floor.events import ReminderCancelled, ReminderScheduled, ReminderSnoozed
from lobby.floor.models import Reminder
from lobby.live import journal


def create(
    owner: Staff | None,
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    due_at: dt.datetime,
    text: str = "",
    kind: str = kinds.OWN,
    values: Mapping[str, Any] | None = None,
    subject: tuple[str, int] | None = None,
    team: str = "",
) -> Reminder:
    """Remind `owner`, from the kind's lead time before `due_at` on; without an owner it waits for one of the `team`.

    Raises EmptyText for a person's own without words.
    """
    if kind in (kinds.OWN, kinds.TASK) and not text.strip():
        raise EmptyText
    lead = dt.timedelta(seconds=kinds.reminder_kind(kind).lead_s)
    with journal.unit(by=by, at=at):
        reminder = Reminder.objects.create(
            branch=branch,
            owner=owner,
            team=team,
            made_by_id=by.staff_id,
            kind=kind,
            text=text.strip(),
            values=dict(values or {}),
            subject_type=subject[0] if subject else "",
            subject_id=subject[1] if subject else None,
            created_at=at,
            remind_at=max(at, due_at - lead),
            due_at=due_at,
        )
        journal.record(ReminderScheduled(**news_of(reminder), due_at=due_at.isoformat()))
        set_clock(reminder, catch_up(reminder, at=at))
    return reminder


def acknowledge(reminder: Reminder, *, by: Actor, at: dt.datetime) -> Reminder:
    """The owner has seen it. Raises IllegalReminderMove."""
    with journal.unit(by=by, at=at):
        return move(locked(reminder), "acknowledge")


def snooze(reminder: Reminder, *, by: Actor, at: dt.datetime, until: dt.datetime) -> Reminder:
    """Put it off, three times at most. Raises IllegalReminderMove, SnoozeTooLong, SnoozesUsedUp."""
    if not at < until <= at + MAX_SNOOZE:
        raise SnoozeTooLong
    with journal.unit(by=by, at=at):
        reminder = locked(reminder)
        check_move(reminder, "snooze")
        if reminder.snoozes >= MAX_SNOOZES:
            raise SnoozesUsedUp(count=reminder.snoozes)
        due_at = due_after(reminder, until)
        move(reminder, "snooze", snoozes=reminder.snoozes + 1, remind_at=until, due_at=due_at)
        set_clock(reminder, until)
        journal.record(ReminderSnoozed(**news_of(reminder), until=until.isoformat()))
    return reminder


def due_after(reminder: Reminder, until: dt.datetime) -> dt.datetime:
    """When it is due if it rises at `until`; a task stays due when it was, or at once when that is over then."""
    kind = kinds.reminder_kind(reminder.kind)
    return max(reminder.due_at, until) if kind.is_task else until + dt.timedelta(seconds=kind.lead_s)


def finish(reminder: Reminder, *, by: Actor, at: dt.datetime, outcome: str = "") -> Reminder:
    """It is done. Raises IllegalReminderMove."""
    with journal.unit(by=by, at=at):
        reminder = move(locked(reminder), "finish", ended_at=at, outcome=outcome.strip())
        end(reminder, at=at, reason="done")
    return reminder


def cancel(reminder: Reminder, *, by: Actor, at: dt.datetime, reason: str) -> Reminder:
    """It is not needed any more. Raises ReasonMissing, IllegalReminderMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        reminder = move(locked(reminder), "cancel", ended_at=at, outcome=reason.strip())
        end(reminder, at=at, reason="cancelled")
        journal.record(ReminderCancelled(**news_of(reminder), reason=reminder.outcome))
    return reminder


def cancel_about(subject: tuple[str, int], *, at: dt.datetime, reason: str, kind: str) -> list[Reminder]:
    """Cancel the open reminders of a kind about a subject because their source is gone (1 query when there are none)."""
    about = Reminder.objects.filter(subject_type=subject[0], subject_id=subject[1], kind=kind, ended_at__isnull=True)
    with journal.unit(by=SYSTEM, at=at):
        return [cancel(reminder, by=SYSTEM, at=at, reason=reason) for reminder in about.order_by("pk")]


def end(reminder: Reminder, *, at: dt.datetime, reason: str) -> None:
    """Stop the clock and whatever it set off."""
    deadlines.stop(subject=("reminder", reminder.pk), at=at)
    resolve_about(("reminder", reminder.pk), at=at, reason=reason)
