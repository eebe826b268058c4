"""Giving tasks: to oneself, a colleague, a team, or the back office."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.floor import back_office, kinds
from lobby.floor.domain import reminders
from lobby.floor.errors import EmptyText
from lobby.floor.errors.handing import NotAtBranch
from lobby.floor.models import Reminder


def give(
    branch: Branch, *, to: Staff | str, giver: Staff, by: Actor, at: dt.datetime, due_at: dt.datetime, text: str
) -> Reminder:
    """A task for oneself, for a colleague or, by its role code, for a team.

    Raises EmptyText, NotAtBranch, Forbidden for whoever may not give tasks to others.
    """
    if to == giver:
        return reminders.create(giver, branch, by=by, at=at, due_at=due_at, text=text, kind=kinds.TASK)
    if not can(giver, branch, Permission.TASK_ASSIGN):
        raise Forbidden
    if not isinstance(to, Staff):
        return reminders.create(None, branch, by=by, at=at, due_at=due_at, text=text, kind=kinds.TASK, team=str(to))
    if not can(to, branch, Permission.FLOOR_VIEW):
        raise NotAtBranch(name=to.name)
    return reminders.create(to, branch, by=by, at=at, due_at=due_at, text=text, kind=kinds.TASK)


def ask_back_office(branch: Branch, *, kind: str, by: Actor, at: dt.datetime, text: str) -> Reminder:
    """Pass work to the back office; its kind says when it is due. Raises EmptyText, KeyError for another kind."""
    if not text.strip():
        raise EmptyText
    within_s = kinds.reminder_kind(kind).due_within_s
    assert within_s is not None
    return reminders.create(
        None,
        branch,
        by=by,
        at=at,
        due_at=at + dt.timedelta(seconds=within_s),
        kind=kind,
        values={"text": text.strip()},
        team=back_office.TEAM,
    )
