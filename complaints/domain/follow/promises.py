"""Promises to customers: only what is sure, with a time; told of in advance when it changes (S189c)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from complaints.domain import clocks
from complaints.domain.cases import moving
from complaints.domain.cases.rights import check_may, check_open
from complaints.domain.cases.words import said
from complaints.domain.follow.due import check_ahead, finish_tasks
from complaints.enums.cases import ClockKind, EntryKind
from complaints.enums.follow import PROMISE_CLOCK, PROMISE_LATE, PROMISE_MOVES, PROMISE_TASK, PromiseStatus
from complaints.errors.follow import IllegalFollowMove, NotInCase, PromiseOverdue
from complaints.models import Complaint, Promise, PromiseChange
from complaints.models.promises import WORDS
from lobby.branches.access import can
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Deadline
from lobby.live import journal

P = Permission


def promise(
    complaint: Complaint, *, by: Staff, at: dt.datetime, text: str, due_at: dt.datetime, owner: Staff | None = None
) -> Promise:
    """Promise the customer something by a moment; the owner, the promiser unless named, is reminded.

    Raises WordsMissing, WordsTooLong, DueInThePast, NotInCase, AboutOwner, Forbidden, EndedForGood for a complaint that ended.
    """
    text = said(text, WORDS)
    check_ahead(due_at, at)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        check_open(complaint)
        made = Promise.objects.create(
            complaint=complaint,
            branch=complaint.branch,
            day=business_date(complaint.branch, due_at),
            text=text,
            owner=checked_owner(complaint, owner or by),
            made_by=by,
            made_at=at,
            due_at=due_at,
        )
        watch(made, complaint, at=at)
        tell(complaint, made, "made", by=by, at=at, text=text)
    return made


def checked_owner(complaint: Complaint, owner: Staff) -> Staff:
    """Who may handle complaints here and is not complained about (1 query). Raises NotInCase."""
    if owner.pk == complaint.about_staff_id or not can(owner, complaint.branch, P.COMPLAINT_HANDLE):
        raise NotInCase(name=owner.name)
    return owner


def watch(made: Promise, complaint: Complaint, *, at: dt.datetime) -> None:
    """Remind the owner before it is due and look at it when it is."""
    reminders.create(
        made.owner,
        complaint.branch,
        by=SYSTEM,
        at=at,
        due_at=made.due_at,
        kind=PROMISE_TASK,
        values={"number": complaint.number},
        subject=made.subject,
    )
    deadlines.set_deadline(PROMISE_CLOCK, branch_id=complaint.branch_id, subject=made.subject, due_at=made.due_at)


def keep(made: Promise, *, by: Staff, at: dt.datetime, effort_minutes: int = 0) -> Promise:
    """It is done, in time or late, which the figure tells apart (K33). Raises IllegalFollowMove, AboutOwner, Forbidden."""
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        move(made, "keep" if at <= made.due_at else "keep_late", ended_at=at, ended_by=by)
        finish_tasks(made.subject, by=by, at=at)
        unwatch(made, at=at)
        tell(complaint, made, made.status, by=by, at=at, text=made.text, effort_minutes=effort_minutes)
    return made


def change(made: Promise, *, by: Staff, at: dt.datetime, due_at: dt.datetime, reason: str) -> Promise:
    """Move it, before it is due; the customer is told the new moment and why.

    Raises PromiseOverdue after it was due, WordsMissing, DueInThePast, IllegalFollowMove, AboutOwner, Forbidden.
    """
    reason = said(reason, WORDS)
    check_ahead(due_at, at)
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        check_move(made, "change")
        if at >= made.due_at:
            raise PromiseOverdue
        PromiseChange.objects.create(
            promise=made, at=at, by=by, reason=reason, old_due_at=made.due_at, new_due_at=due_at
        )
        unwatch(made, at=at)
        move(made, "change", due_at=due_at, day=business_date(complaint.branch, due_at))
        watch(made, complaint, at=at)
        tell(complaint, made, "changed", by=by, at=at, text=reason, kind=EntryKind.FEEDBACK)
    return made


def call_off(made: Promise, *, by: Staff, at: dt.datetime, reason: str) -> Promise:
    """It will not be kept; the customer is told why. Raises WordsMissing, WordsTooLong, IllegalFollowMove, AboutOwner, Forbidden."""
    reason = said(reason, WORDS)
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        move(made, "call_off", ended_at=at, ended_by=by)
        unwatch(made, at=at)
        tell(complaint, made, "called_off", by=by, at=at, text=reason, kind=EntryKind.FEEDBACK)
    return made


def hand_on(complaint: Complaint, *, at: dt.datetime) -> None:
    """What whom it is about promised is its owner's to keep. Call it in a unit with the row locked."""
    theirs = complaint.promises.select_for_update(no_key=True).filter(
        status=PromiseStatus.OPEN, owner=complaint.about_staff
    )
    for made in theirs.order_by("pk"):
        unwatch(made, at=at)
        made.owner = complaint.owner
        made.save(update_fields=["owner"])
        if made.overdue_at is None:
            watch(made, complaint, at=at)
        else:
            tell_late(made, complaint, at=at)


def drop_all(complaint: Complaint, *, at: dt.datetime) -> None:
    """The complaint ended otherwise: what was promised for it is not due any more. Call it in a unit with the row locked."""
    for made in complaint.promises.select_for_update(no_key=True).filter(status=PromiseStatus.OPEN).order_by("pk"):
        move(made, "call_off", ended_at=at)
        unwatch(made, at=at)


def unwatch(made: Promise, *, at: dt.datetime) -> None:
    """Stop its clock, its reminder and what they set off (3–4 statements)."""
    reminders.cancel_about(made.subject, at=at, reason="ended", kind=PROMISE_TASK)
    deadlines.stop(subject=made.subject, at=at)
    resolve_about(made.subject, at=at, reason="ended")


def tell(
    complaint: Complaint,
    made: Promise,
    act: str,
    *,
    by: Staff,
    at: dt.datetime,
    text: str,
    kind: EntryKind = EntryKind.PROMISED,
    effort_minutes: int = 0,
) -> None:
    """A line that stands on the customer's page as well; told changes count as feedback."""
    moving.log(
        complaint,
        kind,
        by=by.actor,
        at=at,
        text=text,
        values={"promise": made.pk, "act": act, "due_at": made.due_at.isoformat()},
        is_for_customer=True,
        effort_minutes=effort_minutes,
    )
    if kind == EntryKind.FEEDBACK:
        clocks.stop(complaint, ClockKind.FIRST_FEEDBACK, at=at)


def when_due(deadline: Deadline, at: dt.datetime) -> None:
    """It was not kept: its owner and the head hear of it together, once, and never the person complained about."""
    complaint, made = locked(Promise.objects.get(pk=deadline.subject_id))
    if made.status != PromiseStatus.OPEN:
        return
    made.overdue_at = at
    made.save(update_fields=["overdue_at"])
    tell_late(made, complaint, at=at)


def tell_late(made: Promise, complaint: Complaint, *, at: dt.datetime) -> None:
    """Call its owner and the head."""
    raise_alert(
        complaint.branch,
        PROMISE_LATE,
        by=SYSTEM,
        at=at,
        subject=made.subject,
        values={"number": complaint.number, "owner": made.owner.name},
        roles=[RoleCode.HEAD],
        person=made.owner,
        at_once=True,
        apart_from=complaint.about_staff,
    )


def locked(made: Promise) -> tuple[Complaint, Promise]:
    """The complaint and the promise, locked in this order (3 statements)."""
    complaint = moving.locked(Complaint(pk=made.complaint_id))
    return complaint, Promise.objects.select_for_update(no_key=True, of=("self",)).select_related("owner").get(
        pk=made.pk
    )


def check_move(made: Promise, verb: str) -> PromiseStatus:
    """Where the verb leads. Raises IllegalFollowMove."""
    sources, target = PROMISE_MOVES[verb]
    if made.status not in sources:
        raise IllegalFollowMove(status=PromiseStatus(made.status).label)
    return target


def move(made: Promise, verb: str, **fields: Any) -> None:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    made.status = check_move(made, verb)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=["status", *fields])
