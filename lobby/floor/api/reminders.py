"""Reminders and tasks: the caller's own, their teams', and what they gave to others."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import Q
from django.utils.translation import gettext as _
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of, staff_of
from lobby.branches.api.errors import InvalidField
from lobby.branches.api.idempotency import Answer
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.floor.access.alerts import reminder_for, roles_at
from lobby.floor.api.alerts import person_named
from lobby.floor.api.day_answers import reminder_answer
from lobby.floor.api.day_bodies import (
    ReminderBody,
    ReminderCancelBody,
    ReminderFinishBody,
    ReminderHandOverBody,
    ReminderSnoozeBody,
)
from lobby.floor.api.day_shapes import ReminderShape
from lobby.floor.domain import reminders, tasks
from lobby.floor.models import Reminder
from lobby.floor.selectors.feed import open_reminders
from lobby.live.posting import Call, PostView

MOST = 200


class BranchReminders(PostView):
    """GET: open reminders and tasks that are the caller's, their teams', or given by them, next due first.

    POST: write one down for oneself, a colleague, a team, or the back office.
    """

    about = "reminders"
    operation = {"GET": "reminder-list", "POST": "reminder-create"}
    body = ReminderBody
    answers = {"GET": {200: ReminderShape(many=True)}, "POST": {201: ReminderShape}}

    def get(self, request: Request, code: str) -> Response:
        """List reminders."""
        staff = staff_of(person_of(request))
        branch = branch_for(staff, code, Permission.FLOOR_VIEW)
        untaken = Q(owner__isnull=True, team__in=sorted(roles_at(staff, branch)))
        rows = open_reminders(branch.pk).filter(Q(owner=staff) | Q(made_by=staff) | untaken)
        return Response([reminder_answer(one) for one in rows.select_related("branch", "owner", "made_by")[:MOST]])

    def act(self, call: Call, code: str) -> Answer:
        """Write down."""
        staff, wished = staff_of(call.person), call.values
        branch = branch_for(staff, code, Permission.CHECK_DO if "kind" in wished else Permission.FLOOR_VIEW)
        return Answer(201, reminder_answer(written(branch, staff, call)))


def written(branch: Branch, staff: Staff, call: Call) -> Reminder:
    """The new row. Raises InvalidField, NotAtBranch, Forbidden, EmptyText."""
    wished = call.values
    if "kind" in wished:
        return tasks.ask_back_office(branch, kind=wished["kind"], by=call.by, at=call.at, text=wished["text"])
    if "due" not in wished:
        raise InvalidField("due", [_("needed without a kind")])
    to = receiver(wished) or staff
    return tasks.give(
        branch, to=to, giver=staff, by=call.by, at=call.at, due_at=max(wished["due"], call.at), text=wished["text"]
    )


def receiver(wished: dict[str, Any]) -> Staff | str | None:
    """The person or team that a body names (0–1 query). Raises InvalidField for both, NotAtBranch."""
    if "to" in wished and "team" in wished:
        raise InvalidField("team", [_("a person or a team, not both")])
    if "to" in wished:
        return person_named(wished["to"])
    return wished.get("team")


class ReminderVerb(PostView):
    """One verb on a reminder, for whoever may use it."""

    about = "reminders"
    answers = {200: ReminderShape}
    right: ClassVar[str]
    verb: ClassVar[Callable[..., Reminder]]

    def act(self, call: Call, reminder_id: int) -> Answer:
        """Fetch, move, answer."""
        reminder = reminder_for(staff_of(call.person), reminder_id, self.right)
        moved = type(self).verb(reminder, by=call.by, at=call.at, **self.wishes(call))
        return Answer(200, reminder_answer(moved))

    def wishes(self, call: Call) -> dict[str, Any]:
        """What the body says, as the verb takes it."""
        return call.values


class AcknowledgeReminder(ReminderVerb):
    """The owner has seen it."""

    operation, right, verb = "reminder-acknowledge", "acknowledge", reminders.acknowledge


class TakeReminder(ReminderVerb):
    """A team's task becomes the caller's; the second caller gets `taken_already`."""

    operation, right, verb = "reminder-take", "take", reminders.take


class HandOverReminder(ReminderVerb):
    """It goes to a person or a team; handed over too often the head hears of it."""

    operation, right, verb, body = "reminder-hand-over", "hand_over", reminders.hand_over, ReminderHandOverBody

    def wishes(self, call: Call) -> dict[str, Any]:
        """The receiver. Raises InvalidField for none."""
        to = receiver(call.values)
        if to is None:
            raise InvalidField("to", [_("a person or a team")])
        return {"to": to, "reason": call.values["reason"]}


class SnoozeReminder(ReminderVerb):
    """Put it off, three times and for a day at most."""

    operation, right, verb, body = "reminder-snooze", "snooze", reminders.snooze, ReminderSnoozeBody

    def wishes(self, call: Call) -> dict[str, Any]:
        """The moment."""
        return {"until": call.at + dt.timedelta(minutes=call.values["minutes"])}


class FinishReminder(ReminderVerb):
    """It is done."""

    operation, right, verb, body = "reminder-finish", "finish", reminders.finish, ReminderFinishBody

    def act(self, call: Call, reminder_id: int) -> Answer:
        """Keep no outcome with the key: the owner of some kinds keeps it encrypted."""
        answer = super().act(call, reminder_id)
        return Answer(answer.status, {**answer.body, "outcome": ""})

    def told(self, call: Call, kept: Any) -> Any:
        """What came of it, as the caller said it."""
        return {**kept, "outcome": call.values.get("outcome", "").strip()}


class CancelReminder(ReminderVerb):
    """It is not needed any more: for whoever made it, and the head."""

    operation, right, verb, body = "reminder-cancel", "cancel", reminders.cancel, ReminderCancelBody
