"""Reminders from making to done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils import translation

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums import REMINDER_MOVES, ReminderStatus
from lobby.floor.errors import EmptyText, IllegalReminderMove, ReasonMissing, SnoozesUsedUp, SnoozeTooLong
from lobby.floor.events import REMINDER_NEWS, ReminderCancelled, ReminderScheduled, ReminderSnoozed
from lobby.floor.models import Deadline, Reminder
from lobby.live import journal

CLOCK = "reminder"
MAX_SNOOZES = 3
MAX_SNOOZE = dt.timedelta(days=1)


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
        lead = dt.timedelta(seconds=kinds.reminder_kind(reminder.kind).lead_s)
        move(reminder, "snooze", snoozes=reminder.snoozes + 1, remind_at=until, due_at=until + lead)
        set_clock(reminder, until)
        journal.record(ReminderSnoozed(**news_of(reminder), until=until.isoformat()))
    return reminder


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
    moments = {"remind": reminder.remind_at, "lapse": reminder.due_at, "escalate": reminder.due_at + late}
    return next(((verb, moments[verb]) for verb in moments if reminder.status in REMINDER_MOVES[verb][0]), None)


def tell_managers(reminder: Reminder, *, at: dt.datetime) -> None:
    """One alert for the lobby manager, and for the head when nobody accepts it."""
    values = {"text": reminder.text or words_of(reminder), "owner": whose(reminder)}
    kind = kinds.reminder_kind(reminder.kind).overdue
    raise_alert(reminder.branch, kind, by=SYSTEM, at=at, subject=("reminder", reminder.pk), values=values)


def whose(reminder: Reminder) -> str | dict[str, str]:
    """The owner's name, else the team's in both languages."""
    if reminder.owner is not None:
        return reminder.owner.name
    names = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            names[short] = str(RoleCode(reminder.team).label)
    return names


def words_of(reminder: Reminder) -> dict[str, str]:
    """A rule's reminder in both languages, to stand inside another text."""
    words = {}
    for short, language in (("zh", "zh-hans"), ("en", "en")):
        with translation.override(language):
            words[short] = kinds.reminder_text(reminder.kind, reminder.values)
    return words


def set_clock(reminder: Reminder, ring_at: dt.datetime | None) -> None:
    """Let the sweep look at the reminder at that moment."""
    if ring_at is not None:
        deadlines.set_deadline(CLOCK, branch_id=reminder.branch_id, subject=("reminder", reminder.pk), due_at=ring_at)


def locked(reminder: Reminder) -> Reminder:
    """Read the reminder again with its row locked (1 statement)."""
    rows = Reminder.objects.select_for_update(of=("self",)).select_related("owner", "branch")
    return rows.get(pk=reminder.pk)


def check_move(reminder: Reminder, verb: str) -> ReminderStatus:
    """Return the state the verb leads to; raises IllegalReminderMove when the table does not list it."""
    sources, target = REMINDER_MOVES[verb]
    if reminder.status not in sources:
        raise IllegalReminderMove(status=ReminderStatus(reminder.status).label)
    return target


def move(reminder: Reminder, verb: str, **fields: Any) -> Reminder:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked or new."""
    reminder.status = check_move(reminder, verb)
    for name, value in fields.items():
        setattr(reminder, name, value)
    reminder.save(update_fields=["status", *fields])
    if verb in REMINDER_NEWS:
        journal.record(REMINDER_NEWS[verb](**news_of(reminder)))
    return reminder


def news_of(reminder: Reminder) -> dict[str, Any]:
    """The values that every reminder event carries."""
    return {
        "branch_id": reminder.branch_id,
        "reminder": reminder.pk,
        "kind": reminder.kind,
        "owner": reminder.owner_id,
        "team": reminder.team,
    }
