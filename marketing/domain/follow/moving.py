"""The one way in which a follow-up changes its state, and its reminder with it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.floor.bilingual import both
from lobby.floor.domain import reminders
from lobby.floor.enums import REMINDER_MOVES
from lobby.floor.models import Reminder
from marketing.enums.follow import FOLLOW_MOVES, FollowUpKind, FollowUpStatus
from marketing.errors.follow import IllegalFollowUpMove
from marketing.models import FollowUp

REMINDER = "marketing.follow_up"


def locked(follow_up: FollowUp) -> FollowUp:
    """Read the follow-up again with its row locked (1 statement)."""
    rows = FollowUp.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "customer", "owner", "rule"
    )
    return rows.get(pk=follow_up.pk)


def check_move(follow_up: FollowUp, verb: str) -> FollowUpStatus:
    """Where the verb leads. Raises IllegalFollowUpMove."""
    sources, target = FOLLOW_MOVES[verb]
    if follow_up.status not in sources:
        raise IllegalFollowUpMove(status=FollowUpStatus(follow_up.status).label)
    return target or FollowUpStatus(follow_up.status)


def move(follow_up: FollowUp, verb: str, **fields: Any) -> FollowUp:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    follow_up.status = check_move(follow_up, verb)
    for name, value in fields.items():
        setattr(follow_up, name, value)
    follow_up.save(update_fields=["status", *fields])
    return follow_up


def remind(follow_up: FollowUp, *, at: dt.datetime) -> None:
    """Put it on the owner's, or the team's, list of the day; its words name no customer (4 statements)."""
    reminders.create(
        follow_up.owner,
        follow_up.branch,
        by=SYSTEM,
        at=at,
        due_at=follow_up.due_at,
        kind=REMINDER,
        values={"why": both(FollowUpKind(follow_up.kind).label)},
        subject=follow_up.subject,
        team="" if follow_up.owner else follow_up.team,
    )


def end_reminders(follow_up: FollowUp, *, by: Actor, at: dt.datetime) -> None:
    """What was done or called off needs no reminder any more (1 query when there is none)."""
    subject_type, subject_id = follow_up.subject
    about = Reminder.objects.filter(subject_type=subject_type, subject_id=subject_id, ended_at__isnull=True)
    for one in about.order_by("pk"):
        if follow_up.status == FollowUpStatus.DONE and one.status in REMINDER_MOVES["finish"][0]:
            reminders.finish(one, by=by, at=at)
        else:
            reminders.cancel(one, by=by, at=at, reason=str(follow_up.status))


def news_of(follow_up: FollowUp) -> dict[str, Any]:
    """The values that every event of a follow-up carries."""
    return {
        "branch_id": follow_up.branch_id,
        "follow_up": follow_up.pk,
        "kind": follow_up.kind,
        "owner": follow_up.owner_id,
    }
