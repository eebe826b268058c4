"""Departments' tasks: the lobby bridges departments, and the complaint's clocks run on meanwhile (S424)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.domain.cases import moving
from complaints.domain.cases.rights import check_apart, check_may, check_open
from complaints.domain.cases.words import perhaps, said
from complaints.domain.follow.due import check_ahead, finish_tasks
from complaints.enums.cases import EntryKind
from complaints.enums.follow import (
    OFFICE_ROLES,
    SUBTASK_CLOCK,
    SUBTASK_LATE,
    SUBTASK_MOVES,
    SUBTASK_TASK,
    SubTaskStatus,
)
from complaints.errors.cases import AboutOwner
from complaints.errors.follow import ComplaintBusy, IllegalFollowMove, NotAnOffice, OutcomeMissing
from complaints.models import Complaint, SubTask
from complaints.models.promises import ANSWER_LENGTH, WORDS
from lobby.branches.access import permissions_at, roles_with, staff_with_role, units_above
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import OrgUnit, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Deadline, Reminder
from lobby.live import journal
from lobby.live.events import Event

P = Permission


def give_task(
    complaint: Complaint, *, by: Staff, at: dt.datetime, to: OrgUnit | str, text: str, due_at: dt.datetime
) -> SubTask:
    """Ask an office above the branch, or by its role code a team of it, for something by a moment.

    The department reads these words and the complaint's number, nothing else of it; a team with the person complained
    about in it is passed by: somebody else of it has the task.
    Raises WordsMissing, WordsTooLong, DueInThePast, NotAnOffice, AboutOwner, Forbidden, EndedForGood for a complaint that ended.
    """
    text = said(text, WORDS)
    check_ahead(due_at, at)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        check_open(complaint)
        team, unit = department(complaint, to)
        person = apart_from_recused(complaint, team)
        made = SubTask.objects.create(
            complaint=complaint, team=team, unit=unit, text=text, owner=person, made_by=by, made_at=at, due_at=due_at
        )
        reminders.create(
            person,
            complaint.branch,
            by=SYSTEM,
            at=at,
            due_at=due_at,
            kind=SUBTASK_TASK,
            values={"number": complaint.number},
            subject=made.subject,
            team="" if person else team,
        )
        deadlines.set_deadline(SUBTASK_CLOCK, branch_id=complaint.branch_id, subject=made.subject, due_at=due_at)
        note(complaint, made, "given", by=by.actor, at=at, text=text)
    return made


def department(complaint: Complaint, to: OrgUnit | str) -> tuple[str, OrgUnit | None]:
    """The team of a task, and the office where it is one (0–1 queries). Raises NotAnOffice."""
    if isinstance(to, OrgUnit):
        if to.pk not in units_above(complaint.branch):
            raise NotAnOffice
        return OFFICE_ROLES[to.kind].value, to
    if to not in roles_with(P.FLOOR_VIEW):
        raise NotAnOffice
    return to, None


def apart_from_recused(complaint: Complaint, team: str) -> Staff | None:
    """Somebody of the team by name where the person complained about is in it (0–1 queries). Raises NotAnOffice."""
    if complaint.about_staff_id is None:
        return None
    holders = list(staff_with_role(complaint.branch, [team]).order_by("pk"))
    if complaint.about_staff_id not in [one.pk for one in holders]:
        return None
    other = next((one for one in holders if one.pk != complaint.about_staff_id), None)
    if other is None:
        raise NotAnOffice
    return other


def answer(made: SubTask, *, by: Staff, at: dt.datetime, text: str, effort_minutes: int = 0) -> SubTask:
    """The department says what it found or did; one of it does, or who handles the complaint writes it down.

    Raises WordsMissing, WordsTooLong, IllegalFollowMove, AboutOwner, Forbidden.
    """
    text = said(text, ANSWER_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_apart(complaint, by)
        is_theirs = made.owner_id == by.pk or made.team in roles_at(by, complaint.branch)
        if not is_theirs and P.COMPLAINT_HANDLE not in permissions_at(by, complaint.branch):
            raise Forbidden
        finish_tasks(made.subject, by=by, at=at)
        finish(complaint, made, by=by.actor, at=at, text=text, effort_minutes=effort_minutes)
    return made


def finish(
    complaint: Complaint, made: SubTask, *, by: Actor, at: dt.datetime, text: str, effort_minutes: int = 0
) -> None:
    """Write the answer down and stop the clock. Both rows must be locked. Raises IllegalFollowMove."""
    move(made, "answer", answer=text, ended_at=at, ended_by_id=by.staff_id)
    deadlines.stop(subject=made.subject, at=at)
    resolve_about(made.subject, at=at, reason="answered")
    note(complaint, made, "answered", by=by, at=at, text=text, effort_minutes=effort_minutes)


def when_task_is_done(event: Event, by: Actor, at: dt.datetime) -> None:
    """Somebody ticked the department's task off on the tablet: what came of it is the answer, which is kept here alone.

    The task is locked already, which verbs of the complaint lock last: this waits for nobody. Raises ComplaintBusy,
    AboutOwner, OutcomeMissing.
    """
    payload = event.payload()
    if payload["kind"] != SUBTASK_TASK:
        return
    task = Reminder.objects.get(pk=payload["reminder"])
    assert task.subject_id is not None
    made = SubTask.objects.get(pk=task.subject_id)
    if not moving.is_free(made.complaint_id):
        raise ComplaintBusy
    complaint, made = locked(made)
    if complaint.about_staff is not None and complaint.about_staff.pk == by.staff_id:
        raise AboutOwner(name=complaint.about_staff.name)
    if made.status == SubTaskStatus.OPEN:
        answered = perhaps(task.outcome, ANSWER_LENGTH)
        if not answered:
            raise OutcomeMissing
        finish(complaint, made, by=by, at=at, text=answered)
        task.outcome = ""
        task.save(update_fields=["outcome"])


def call_off(made: SubTask, *, by: Staff, at: dt.datetime, reason: str) -> SubTask:
    """It is not needed any more. Raises WordsMissing, WordsTooLong, IllegalFollowMove, AboutOwner, Forbidden."""
    reason = said(reason, WORDS)
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        move(made, "call_off", ended_at=at, ended_by_id=by.pk)
        unwatch(made, at=at)
        note(complaint, made, "called_off", by=by.actor, at=at, text=reason)
    return made


def drop_all(complaint: Complaint, *, at: dt.datetime) -> None:
    """The complaint ended otherwise: departments need not answer. Call it in a unit with the row locked."""
    for made in complaint.subtasks.select_for_update(no_key=True).filter(status=SubTaskStatus.OPEN).order_by("pk"):
        move(made, "call_off", ended_at=at)
        unwatch(made, at=at)


def unwatch(made: SubTask, *, at: dt.datetime) -> None:
    """Stop its clock, its task and what they set off (3–4 statements)."""
    reminders.cancel_about(made.subject, at=at, reason="ended", kind=SUBTASK_TASK)
    deadlines.stop(subject=made.subject, at=at)
    resolve_about(made.subject, at=at, reason="ended")


def note(
    complaint: Complaint, made: SubTask, act: str, *, by: Actor, at: dt.datetime, text: str, effort_minutes: int = 0
) -> None:
    """A line for colleagues."""
    values = {"subtask": made.pk, "act": act, "team": made.team, "due_at": made.due_at.isoformat()}
    moving.log(complaint, EntryKind.SUBTASK, by=by, at=at, text=text, values=values, effort_minutes=effort_minutes)


def when_due(deadline: Deadline, at: dt.datetime) -> None:
    """The department did not answer: whoever owns the complaint hears of it, once."""
    complaint, made = locked(SubTask.objects.get(pk=deadline.subject_id))
    if made.status != SubTaskStatus.OPEN:
        return
    made.overdue_at = at
    made.save(update_fields=["overdue_at"])
    raise_alert(
        complaint.branch,
        SUBTASK_LATE,
        by=SYSTEM,
        at=at,
        subject=made.subject,
        values={"number": complaint.number},
        person=complaint.owner,
        at_once=True,
        apart_from=complaint.about_staff,
    )


def locked(made: SubTask) -> tuple[Complaint, SubTask]:
    """The complaint and the task, locked in this order (2 statements)."""
    complaint = moving.locked(Complaint(pk=made.complaint_id))
    return complaint, SubTask.objects.select_for_update(no_key=True).get(pk=made.pk)


def check_move(made: SubTask, verb: str) -> SubTaskStatus:
    """Where the verb leads. Raises IllegalFollowMove."""
    sources, target = SUBTASK_MOVES[verb]
    if made.status not in sources:
        raise IllegalFollowMove(status=SubTaskStatus(made.status).label)
    return target


def move(made: SubTask, verb: str, **fields: Any) -> None:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    made.status = check_move(made, verb)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=["status", *[name.removesuffix("_id") for name in fields]])
