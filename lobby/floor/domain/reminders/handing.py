"""A team's task becomes one's own; a task goes to somebody else."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can, roles_with, staff_with_role
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.alerts.moving import policy_at
from lobby.floor.domain.reminders.clock import catch_up, set_clock, whose, words_of
from lobby.floor.domain.reminders.moving import check_move, locked, move, news_of
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.handing import AlreadyTheirs, NotAtBranch, PersonalTask, TakenAlready
from lobby.floor.events.reminders import ReminderHandedOver, ReminderTaken
from lobby.floor.models import Reminder
from lobby.live import journal

HAND_OVERS = ("hand_over", "hand_over_afresh", "hand_over_escalated")


def take(reminder: Reminder, *, by: Actor, at: dt.datetime) -> Reminder:
    """A team's task becomes the taker's own; of two takers the second is refused.

    Raises IllegalReminderMove, TakenAlready.
    """
    with journal.unit(by=by, at=at):
        reminder = locked(reminder)
        check_move(reminder, "take")
        if reminder.owner is not None:
            raise TakenAlready(name=reminder.owner.name)
        move(reminder, "take", owner_id=by.staff_id)
        journal.record(ReminderTaken(**news_of(reminder)))
    return reminder


def hand_over(reminder: Reminder, *, to: Staff | str, by: Actor, at: dt.datetime, reason: str) -> Reminder:
    """It is `to`'s now, a person's or, by its role code, a team's; passed on too often the head hears of it (S194c).

    Whoever gets it late has the kind's time again before it escalates.
    Raises ReasonMissing, PersonalTask, IllegalReminderMove, AlreadyTheirs, NotAtBranch.
    """
    if not reason.strip():
        raise ReasonMissing
    if kinds.is_personal_reminder(reminder.kind):
        raise PersonalTask
    with journal.unit(by=by, at=at):
        reminder = locked(reminder)
        verb = next((verb for verb in HAND_OVERS if reminder.status in REMINDER_MOVES[verb][0]), HAND_OVERS[0])
        check_move(reminder, verb)
        check_receiver(reminder, to)
        was, is_late = reminder.owner_id, reminder.due_at <= at
        fields = {"bounces": reminder.bounces + 1, "remind_at": at if is_late else reminder.remind_at}
        if isinstance(to, Staff):
            move(reminder, verb, owner=to, **fields)
        else:
            move(reminder, verb, owner=None, team=str(to), **fields)
        journal.record(
            ReminderHandedOver(**news_of(reminder), was=was, bounces=reminder.bounces, reason=reason.strip())
        )
        resolve_about(("reminder", reminder.pk), at=at, reason="handed over", among=[overdue_kind(reminder)])
        set_clock(reminder, catch_up(reminder, at=at))
        look_at_bounces(reminder, by=by, at=at)
    return reminder


def check_receiver(reminder: Reminder, to: Staff | str) -> None:
    """A person or team of the branch that does not have it yet (0–1 query)."""
    needed = kinds.needed_for_reminder(reminder.kind)
    if not isinstance(to, Staff):
        if reminder.owner is None and reminder.team == to:
            raise AlreadyTheirs(name=RoleCode(to).label)
        if to not in roles_with(needed):
            raise NotAtBranch(name=RoleCode(to).label)
    elif to.pk == reminder.owner_id:
        raise AlreadyTheirs(name=to.name)
    elif not can(to, reminder.branch, needed):
        raise NotAtBranch(name=to.name)


def look_at_bounces(reminder: Reminder, *, by: Actor, at: dt.datetime) -> None:
    """The head decides about what nobody keeps; their own handing over is the decision (1–8 statements)."""
    if kinds.is_silent_reminder(reminder.kind) or reminder.bounces < policy_at(reminder.branch, at).task_bounces:
        return
    if is_head(reminder.branch, by):
        resolve_about(("reminder", reminder.pk), at=at, reason="decided", among=[kinds.BOUNCED])
        return
    values = {"text": reminder.text or words_of(reminder), "owner": whose(reminder)}
    raise_alert(reminder.branch, kinds.BOUNCED, by=SYSTEM, at=at, subject=("reminder", reminder.pk), values=values)


def is_head(branch: Branch, by: Actor) -> bool:
    """Whether the branch's head acts (1 query)."""
    return by.staff_id is not None and staff_with_role(branch, [RoleCode.HEAD]).filter(pk=by.staff_id).exists()


def overdue_kind(reminder: Reminder) -> str:
    """The kind of the alert that says it was not done in time."""
    return kinds.reminder_kind(reminder.kind).overdue
