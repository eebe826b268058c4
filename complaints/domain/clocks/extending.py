"""More time for the legal clock (R01): asked with a reason, approved by another, told to the customer before it was due.

Only when the customer is told does the new due count. The first time the head approves, the second time a higher level.
"""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases.moving import locked, log
from complaints.domain.cases.rights import check_may
from complaints.domain.cases.words import said
from complaints.domain.clocks.dues import legal_due
from complaints.domain.clocks.telling import OFFICE
from complaints.enums.cases import HEAD_LEVEL, REGION_LEVEL, UNDECIDED, ClockKind, EntryKind, Step, ToldWay
from complaints.enums.clocks import EXTENSION, LAST_STAGE, STEP, clock_deadline
from complaints.errors.clocks import (
    ExtensionDecided,
    ExtensionNotApproved,
    ExtensionPending,
    ExtensionsUsedUp,
    ExtensionTooLate,
    NothingToExtend,
    OwnExtension,
)
from complaints.models import Complaint, ComplaintClock, Extension
from complaints.models.clocks import REASON_LENGTH
from complaints.selectors.clocks import first_moment
from complaints.selectors.extensions import pending
from complaints.selectors.told import next_told, people_of
from lobby.branches.access import roles_with, staff_with_role
from lobby.branches.calendar import local
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.live import journal

# Who approves at which stage.
APPROVER = {1: Permission.COMPLAINT_LEAD, 2: Permission.COMPLAINT_OVERSEE}
# Where the head asks, or is complained about, and no other is there, an office above approves at the first stage as well.
ABOVE = Permission.COMPLAINT_OVERSEE
# Whom the request is put before: the level of the ladder whose people hold that right.
APPROVING_LEVEL = {1: HEAD_LEVEL, 2: REGION_LEVEL}


def extend(complaint: Complaint, *, by: Staff, at: dt.datetime, reason: str) -> Extension:
    """Ask for more time.

    Raises WordsMissing, WordsTooLong, Forbidden, AboutOwner, NothingToExtend, ExtensionTooLate, ExtensionsUsedUp, ExtensionPending.
    """
    words = said(reason, REASON_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = locked(complaint)
        check_may(complaint, by, Permission.COMPLAINT_HANDLE)
        clock = clock_in_time(complaint, at=at)
        if clock.stage >= LAST_STAGE:
            raise ExtensionsUsedUp
        if pending(clock) is not None:
            raise ExtensionPending
        stage = clock.stage + 1
        extension = Extension.objects.create(
            clock=clock,
            stage=stage,
            reason=words,
            asked_by=by,
            asked_at=at,
            old_due_at=clock.due_at,
            new_due_at=legal_due(complaint.branch, complaint.terms, clock.started_at, stage),
        )
        log(complaint, EntryKind.EXTENDED, by=by.actor, at=at, text=words, values=line(extension, "asked"))
        call_approver(complaint, extension, at=at)
    return extension


def approve_extension(complaint: Complaint, *, by: Staff, at: dt.datetime) -> Extension:
    """Another person agrees to what was asked for; the customer has still to be told.

    Raises ExtensionDecided, OwnExtension, Forbidden, AboutOwner, NothingToExtend, ExtensionTooLate.
    """
    return decide(complaint, by=by, at=at, is_approved=True)


def refuse_extension(complaint: Complaint, *, by: Staff, at: dt.datetime, reason: str) -> Extension:
    """Another person does not agree: the due stays, and may be asked for again.

    Raises WordsMissing, WordsTooLong, ExtensionDecided, OwnExtension, Forbidden, AboutOwner, NothingToExtend, ExtensionTooLate.
    """
    words = said(reason, REASON_LENGTH)
    return decide(complaint, by=by, at=at, is_approved=False, text=words)


def decide(complaint: Complaint, *, by: Staff, at: dt.datetime, is_approved: bool, text: str = "") -> Extension:
    """Write down what was decided about the request."""
    with journal.unit(by=by.actor, at=at):
        complaint = locked(complaint)
        clock = clock_in_time(complaint, at=at)
        extension = pending(clock)
        if extension is None or extension.decided_at is not None:
            raise ExtensionDecided
        check_may(complaint, by, *approvers(complaint, extension))
        if extension.asked_by_id == by.pk:
            raise OwnExtension
        extension.decided_by, extension.decided_at, extension.is_approved = by, at, is_approved
        extension.save(update_fields=["decided_by", "decided_at", "is_approved"])
        act = "approved" if is_approved else "refused"
        log(complaint, EntryKind.EXTENDED, by=by.actor, at=at, text=text, values=line(extension, act))
        resolve_about(complaint.subject, at=at, reason=act, among=[EXTENSION])
    return extension


def approvers(complaint: Complaint, extension: Extension) -> tuple[Permission, ...]:
    """Which rights approve it; the first stage is an office's above where nobody of the branch is left (0–1 query)."""
    right = APPROVER[extension.stage]
    if right == ABOVE:
        return (right,)
    here = staff_with_role(complaint.branch, roles_with(right))
    is_left = here.exclude(pk__in=[extension.asked_by_id, complaint.about_staff_id or 0]).exists()
    return (right,) if is_left else (right, ABOVE)


def tell_extension(complaint: Complaint, *, by: Staff, at: dt.datetime, way: ToldWay) -> Extension:
    """The customer was told, in this way, before the current due: from now on the new one counts.

    Raises Forbidden, AboutOwner, NothingToExtend, ExtensionTooLate, ExtensionNotApproved.
    """
    with journal.unit(by=by.actor, at=at):
        complaint = locked(complaint)
        check_may(complaint, by, Permission.COMPLAINT_HANDLE)
        clock = clock_in_time(complaint, at=at)
        extension = pending(clock)
        if extension is None or not extension.is_approved:
            raise ExtensionNotApproved
        extension.told_at, extension.told_way = at, ToldWay(way)
        extension.old_due_at = clock.due_at
        extension.new_due_at = legal_due(complaint.branch, complaint.terms, clock.started_at, extension.stage)
        extension.save(update_fields=["told_at", "told_way", "old_due_at", "new_due_at"])
        take_more_time(complaint, clock, extension, at=at)
        told = {**line(extension, "told"), "way": extension.told_way}
        log(complaint, EntryKind.EXTENDED, by=by.actor, at=at, values=told, is_for_customer=True)
    return extension


def take_more_time(complaint: Complaint, clock: ComplaintClock, extension: Extension, *, at: dt.datetime) -> None:
    """Set the clock, its ladder and a step that is due with it (3–6 statements).

    Who was told of a share already is not told of it again; the next level comes at its share of the longer time.
    """
    clock.due_at, clock.stage = extension.new_due_at, extension.stage
    clock.save(update_fields=["due_at", "stage"])
    branch_id, subject = complaint.branch_id, complaint.subject
    rings_at = max(first_moment(clock), at)
    deadlines.set_deadline(clock_deadline(ClockKind.LEGAL), branch_id=branch_id, subject=subject, due_at=rings_at)
    if complaint.step == Step.RESOLVING:
        complaint.step_due_at = clock.due_at
        complaint.save(update_fields=["step_due_at"])
        complaint.steps.filter(ended_at__isnull=True).update(due_at=complaint.step_due_at)
        deadlines.set_deadline(STEP, branch_id=branch_id, subject=subject, due_at=clock.due_at)


def clock_in_time(complaint: Complaint, *, at: dt.datetime) -> ComplaintClock:
    """The legal clock while there is still something to extend (1 query). Raises NothingToExtend, ExtensionTooLate."""
    clock = complaint.clocks.filter(kind=ClockKind.LEGAL, stopped_at__isnull=True).first()
    if clock is None or complaint.step not in UNDECIDED:
        raise NothingToExtend
    if at >= clock.due_at:
        raise ExtensionTooLate(due=f"{local(complaint.branch, clock.due_at):%Y-%m-%d %H:%M}")
    return clock


def call_approver(complaint: Complaint, extension: Extension, *, at: dt.datetime) -> None:
    """Ask one who may approve, neither who asks nor whom it is about."""
    besides = {extension.asked_by_id, complaint.about_staff_id}
    whom = next_told(people_of(complaint.branch), OFFICE[APPROVING_LEVEL[extension.stage]], besides=besides)
    raise_alert(
        complaint.branch,
        EXTENSION,
        by=extension.asked_by.actor,
        at=at,
        subject=complaint.subject,
        values={"number": complaint.number, "due": f"{local(complaint.branch, extension.old_due_at):%m-%d %H:%M}"},
        roles=whom.roles,
        person=whom.person,
        apart_from=extension.asked_by if whom.roles else None,
    )


def line(extension: Extension, act: str) -> dict[str, object]:
    """What a line of the log says of it."""
    return {"act": act, "stage": extension.stage, "due": extension.new_due_at.isoformat()}
