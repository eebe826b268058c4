"""An issue as a task of somebody's team."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext as _

from lobby.branches.actors import Actor
from lobby.floor.domain import reminders
from lobby.floor.enums import ReminderStatus
from lobby.floor.models import ItemResult, Reminder

TASK = "task"
TASK_KIND = "check.issue"
SUBJECT = "check-item"


def make_task(result: ItemResult, by: Actor, at: dt.datetime) -> tuple[str, int]:
    """A task for the item's team, due by the item's own time."""
    item, run = result.item, result.run
    values = {
        "item": {"zh": item.text_zh, "en": item.text_en},
        "code": item.code,
        "note": told(result),
    }
    reminder = reminders.create(
        None,
        run.branch,
        by=by,
        at=at,
        due_at=at + dt.timedelta(seconds=item.task_due_s),
        kind=TASK_KIND,
        values=values,
        subject=(SUBJECT, result.pk),
        team=item.team,
    )
    return "reminder", reminder.pk


def told(result: ItemResult) -> str:
    """What the one who looked says about it: the number, whom, the note."""
    number = "" if result.count is None else f"{result.count} / {result.item.minimum}"
    return " · ".join(part for part in (number, result.person.name if result.person else "", result.note) if part)


def cancel_task(result: ItemResult, at: dt.datetime) -> None:
    """The item was answered differently (1 query when the task is done already)."""
    reminders.cancel_about((SUBJECT, result.pk), at=at, reason="answered differently", kind=TASK_KIND)


def states_of_tasks(ids: list[int]) -> dict[int, str]:
    """How far tasks are, in the active language (1 query)."""
    tasks = Reminder.objects.filter(pk__in=ids)
    return {task.pk: _("Task: %(state)s") % {"state": ReminderStatus(task.status).label} for task in tasks}
