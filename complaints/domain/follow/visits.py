"""The return visit: a task after each decision, its calls, and closing (S425, N15)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from complaints.domain.cases import moving, wind_up
from complaints.domain.cases.rights import check_may
from complaints.domain.cases.words import perhaps
from complaints.domain.clocks import days_after
from complaints.domain.follow.due import finish_tasks
from complaints.domain.follow.still_open import check_nothing_open
from complaints.enums.cases import EntryKind, Step
from complaints.enums.follow import VISIT_CLOCK, VISIT_LATE, VISIT_TASK, CallResult, CloseCode, Satisfaction
from complaints.errors.follow import (
    AnsweredAlready,
    AnswerMissing,
    CallbackMissing,
    NotFollowedUp,
    NoTriesLeft,
    OwnCase,
    WrongCloseCode,
)
from complaints.models import CallbackTry, Closing, Complaint, ReturnVisit
from complaints.models.callbacks import NOTE_LENGTH
from lobby.branches.access import staff_with_role
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission, RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import deadlines, reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Deadline
from lobby.live import journal

P = Permission
SUBJECT = "complaint_visit"
# Who is asked to call back, the first that somebody without a hand in the case holds.
CALLERS = (RoleCode.CP, RoleCode.TELLER_LEAD, RoleCode.HEAD, RoleCode.LM)


def begin(complaint: Complaint, *, at: dt.datetime) -> ReturnVisit:
    """Somebody else than the handler is to call the customer back within the days of the terms.

    Call it in a unit with the complaint's row locked and decided.
    """
    assert complaint.decided_by_id is not None
    visit = ReturnVisit.objects.create(
        complaint=complaint,
        handler_id=complaint.owner_id,
        decided_by_id=complaint.decided_by_id,
        decided_at=at,
        due_at=days_after(complaint.branch, at, complaint.terms.callback_days),
    )
    person, team = caller_of(
        complaint.branch, without={visit.handler_id, visit.decided_by_id, complaint.about_staff_id}
    )
    reminders.create(
        person,
        complaint.branch,
        by=SYSTEM,
        at=at,
        due_at=visit.due_at,
        kind=VISIT_TASK,
        values={"number": complaint.number},
        subject=(SUBJECT, visit.pk),
        team=team,
    )
    deadlines.set_deadline(VISIT_CLOCK, branch_id=complaint.branch_id, subject=(SUBJECT, visit.pk), due_at=visit.due_at)
    return visit


def caller_of(branch: Branch, *, without: Iterable[int | None]) -> tuple[Staff | None, str]:
    """Whose task a return call is: a team's, or a person's where a team has somebody who may not (1–4 queries).

    Where nobody is left it is the officer's team: whoever is given that role finds it.
    """
    barred = set(without)
    for role in CALLERS:
        holders = list(staff_with_role(branch, [role]).order_by("pk"))
        able = [one for one in holders if one.pk not in barred]
        if able:
            return (None, role.value) if len(able) == len(holders) else (able[0], "")
    return None, RoleCode.CP.value


def call_off(complaint: Complaint, *, at: dt.datetime) -> None:
    """Nobody calls any more: it was opened again or ended otherwise. Call it in a unit with the row locked."""
    for visit in complaint.visits.filter(ended_at__isnull=True):
        reminders.cancel_about((SUBJECT, visit.pk), at=at, reason="called off", kind=VISIT_TASK)
        end(visit, at=at)


def end(visit: ReturnVisit, *, at: dt.datetime) -> None:
    """Stop its clock and what that set off (4 statements)."""
    visit.ended_at = at
    visit.save(update_fields=["ended_at"])
    deadlines.stop(subject=(SUBJECT, visit.pk), at=at)
    resolve_about((SUBJECT, visit.pk), at=at, reason="ended")


def call_back(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    result: CallResult | str,
    is_solved: bool | None = None,
    satisfaction: Satisfaction | str = "",
    text: str = "",
    effort_minutes: int = 0,
) -> CallbackTry:
    """Write down a return call: answered with what the customer said, or one try more without an answer.

    Raises OwnCase, AboutOwner, Forbidden, NotFollowedUp, AnsweredAlready, NoTriesLeft, AnswerMissing, WordsTooLong.
    """
    check_answer(result, is_solved, satisfaction)
    text = perhaps(text, NOTE_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_CALL_BACK)
        visit = open_visit(complaint)
        check_another(visit, by)
        done = list(visit.tries.all())
        check_may_call(done, complaint.terms.callback_tries)
        made = CallbackTry.objects.create(
            visit=visit,
            branch_id=complaint.branch_id,
            day=business_date(complaint.branch, at),
            number=len(done) + 1,
            at=at,
            by=by,
            handler_id=visit.handler_id,
            decided_by_id=visit.decided_by_id,
            result=result,
            is_solved=is_solved,
            satisfaction=satisfaction,
            note=text,
        )
        if result == CallResult.ANSWERED or made.number >= complaint.terms.callback_tries:
            finish_tasks((SUBJECT, visit.pk), by=by, at=at)
            deadlines.stop(subject=(SUBJECT, visit.pk), at=at)
            resolve_about((SUBJECT, visit.pk), at=at, reason="called")
        moving.log(
            complaint,
            EntryKind.CALLED_BACK,
            by=by.actor,
            at=at,
            text=text,
            values={"number": made.number, "result": result, "satisfaction": satisfaction, "is_solved": is_solved},
            effort_minutes=effort_minutes,
        )
    return made


def check_answer(result: str, is_solved: bool | None, satisfaction: str) -> None:
    """What goes with an answered call and what with another. Raises AnswerMissing."""
    if result == CallResult.ANSWERED:
        is_whole = is_solved is not None and satisfaction in Satisfaction.values
    else:
        is_whole = result == CallResult.NOT_REACHED and is_solved is None and not satisfaction
    if not is_whole:
        raise AnswerMissing


def check_may_call(done: list[CallbackTry], tries: int) -> None:
    """Raises AnsweredAlready, NoTriesLeft."""
    if any(one.result == CallResult.ANSWERED for one in done):
        raise AnsweredAlready
    if len(done) >= tries:
        raise NoTriesLeft(tries=tries)


def open_visit(complaint: Complaint) -> ReturnVisit:
    """The return visit of the last decision (1 query). Raises NotFollowedUp."""
    visit = complaint.visits.filter(ended_at__isnull=True).first()
    if visit is None or complaint.step != Step.FOLLOWUP:
        raise NotFollowedUp
    return visit


def check_another(visit: ReturnVisit, by: Staff) -> None:
    """Neither who handled it nor who decided it. Raises OwnCase."""
    if by.pk in (visit.handler_id, visit.decided_by_id):
        raise OwnCase


def close(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    code: CloseCode | str = "",
    text: str = "",
    effort_minutes: int = 0,
) -> Complaint:
    """Close it after an answered return call or all tries; the code must be what the call said, empty takes that.

    A customer who is not satisfied, or for whom it is not solved, holds nothing up: the case is closed as not agreed,
    and the customer's page names review, mediation and court (N15). `text` is for colleagues. Who protects consumers
    closes; where they handled the case themselves the head or an office above does.
    Raises OwnCase, AboutOwner, Forbidden, IllegalComplaintMove, CallbackMissing, WrongCloseCode, StillOpen,
    WordsTooLong.
    """
    text = perhaps(text, NOTE_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_PROTECT, P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE)
        moving.check_move(complaint, "close")
        visit = open_visit(complaint)
        check_another(visit, by)
        right = code_after(list(visit.tries.all()), complaint.terms.callback_tries)
        if code and code != right:
            raise WrongCloseCode(code=right.label)
        check_nothing_open(complaint)
        Closing.objects.create(
            visit=visit,
            complaint=complaint,
            code=right,
            at=at,
            by=by,
            handler_id=visit.handler_id,
            decided_by_id=visit.decided_by_id,
        )
        end(visit, at=at)
        if text:
            moving.log(complaint, EntryKind.NOTE, by=by.actor, at=at, text=text)
        moving.move(
            complaint,
            "close",
            by=by.actor,
            at=at,
            values={"code": right},
            effort_minutes=effort_minutes,
            closed_by=by,
        )
        wind_up(complaint, by=by.actor, at=at)
    return complaint


def code_after(tries: list[CallbackTry], needed: int) -> CloseCode:
    """With which code a complaint is closed after these calls. Raises CallbackMissing."""
    answered = next((one for one in tries if one.result == CallResult.ANSWERED), None)
    if answered is None:
        if len(tries) < needed:
            raise CallbackMissing(left=needed - len(tries))
        return CloseCode.UNREACHED
    is_agreed = answered.is_solved and answered.satisfaction != Satisfaction.DISSATISFIED
    return CloseCode.AGREED if is_agreed else CloseCode.NOT_AGREED


def when_nobody_called(deadline: Deadline, at: dt.datetime) -> None:
    """The days of the terms are over: the officer and the head hear of it, once."""
    visit = ReturnVisit.objects.select_related("complaint").get(pk=deadline.subject_id)
    complaint = moving.locked(visit.complaint)
    if visit.ended_at is not None:
        return
    visit.overdue_at = at
    visit.save(update_fields=["overdue_at"])
    raise_alert(
        complaint.branch,
        VISIT_LATE,
        by=SYSTEM,
        at=at,
        subject=(SUBJECT, visit.pk),
        values={"number": complaint.number},
        apart_from=complaint.about_staff,
    )
