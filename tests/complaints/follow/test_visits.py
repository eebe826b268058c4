"""Return calls and closing: never by the handler, never without a record, never held up by an unhappy answer."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import follow
from complaints.domain.cases import moving
from complaints.enums.cases import EntryKind, Step
from complaints.enums.follow import VISIT_LATE, VISIT_TASK, CallResult, CloseCode, Satisfaction
from complaints.errors.cases import AboutOwner, IllegalComplaintMove
from complaints.errors.follow import (
    AnsweredAlready,
    AnswerMissing,
    CallbackMissing,
    NotFollowedUp,
    NoTriesLeft,
    OwnCase,
    WrongCloseCode,
)
from complaints.models import CallbackTry, Closing, Complaint, ComplaintTerms
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline, Reminder
from lobby.live import journal
from tests import factories
from tests.complaints.factories import make_complaint
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide, unanswered
from tests.statements import statements_at_most

S = Satisfaction


def task_of(complaint: Complaint) -> Reminder:
    return Reminder.objects.get(kind=VISIT_TASK, subject_id=complaint.visits.latest("decided_at").pk)


def test_a_decision_makes_a_task_for_somebody_else(
    resolving: Complaint, manager: Staff, protector: Staff, head: Staff, lead: Staff, at: dt.datetime
) -> None:
    decide(resolving, manager, at)

    visit, task = resolving.visits.get(), task_of(resolving)
    assert (visit.handler, visit.decided_by, visit.decided_at) == (manager, manager, at)
    # The end of the third natural day on the wall clock of Shanghai.
    assert visit.due_at == task.due_at == dt.datetime(2026, 3, 13, 16, tzinfo=dt.UTC)
    assert (task.team, task.owner, task.values) == (RoleCode.CP, None, {"number": resolving.number})
    assert Deadline.objects.get(kind=VISIT_TASK, done_at=None).due_at == visit.due_at


@pytest.mark.parametrize("handlers", ["protector", "protector_and_lead"])
def test_the_task_never_goes_to_a_team_of_the_handler(
    branch: Branch, terms: ComplaintTerms, protector: Staff, lead: Staff, head: Staff, at: dt.datetime, handlers: str
) -> None:
    second = factories.make_staff("jin", branch, RoleCode.CP) if handlers == "protector" else None
    about = None if second else lead
    complaint = make_complaint(branch, owner=protector, step=Step.RESOLVING, about_staff=about)

    decide(complaint, protector, at)

    task = task_of(complaint)
    assert (task.owner, task.team) == ((second, "") if second else (None, RoleCode.HEAD))


def test_nobody_calls_back_or_closes_their_own_case(
    decided: Complaint, manager: Staff, protector: Staff, head: Staff, teller: Staff, at: dt.datetime
) -> None:
    def refused(error: type[Exception], by: Staff, complaint: Complaint = decided) -> None:
        with pytest.raises(error):
            answered(complaint, by, at + HOUR)
        with pytest.raises(error):
            follow.close(complaint, by=by, at=at + HOUR)

    refused(Forbidden, teller)
    with pytest.raises(OwnCase):
        answered(decided, manager, at + HOUR)
    # Another owner now does not make the one of the decision another person.
    RoleGrant.objects.create(staff=manager, branch=decided.branch, role=RoleCode.CP)
    Complaint.objects.filter(pk=decided.pk).update(owner=head)
    refused(OwnCase, manager)
    Complaint.objects.filter(pk=decided.pk).update(about_staff=protector)
    refused(AboutOwner, protector)
    assert not CallbackTry.objects.exists()


def test_the_rows_refuse_it_as_well(decided: Complaint, manager: Staff, protector: Staff, at: dt.datetime) -> None:
    visit = decided.visits.get()
    whole = {"at": at, "handler": manager, "decided_by": manager}
    called = {**whole, "visit": visit, "branch": decided.branch, "day": at.date(), "number": 1, "by": protector}
    bad: list[dict[str, Any]] = [
        {**called, "result": CallResult.NOT_REACHED, "by": manager},
        {**called, "result": CallResult.ANSWERED},
        {**called, "result": CallResult.NOT_REACHED, "satisfaction": S.NEUTRAL},
        {**called, "result": CallResult.NOT_REACHED, "is_solved": True},
    ]
    for fields in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            CallbackTry.objects.create(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closing.objects.create(visit=visit, complaint=decided, code=CloseCode.AGREED, by=manager, **whole)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=decided.pk).update(closed_by=manager)


@pytest.mark.parametrize(
    ("satisfaction", "is_solved", "code"),
    [
        (S.SATISFIED, True, CloseCode.AGREED),
        (S.NEUTRAL, True, CloseCode.AGREED),
        (S.SATISFIED, False, CloseCode.NOT_AGREED),
        (S.DISSATISFIED, True, CloseCode.NOT_AGREED),
        (S.DISSATISFIED, False, CloseCode.NOT_AGREED),
    ],
)
def test_an_answer_decides_the_code_and_holds_nothing_up(
    decided: Complaint, protector: Staff, at: dt.datetime, satisfaction: S, is_solved: bool, code: CloseCode
) -> None:
    answered(decided, protector, at + HOUR, satisfaction, is_solved)
    wrong = next(one for one in CloseCode if one != code)
    with pytest.raises(WrongCloseCode):
        follow.close(decided, by=protector, at=at + HOUR, code=wrong)

    closed = follow.close(decided, by=protector, at=at + 2 * HOUR, code=code, text="一切都好", effort_minutes=5)

    assert (closed.step, closed.closed_by, closed.ended_at) == (Step.CLOSED, protector, at + 2 * HOUR)
    assert decided.closings.get().code == code
    line = decided.entries.get(kind=EntryKind.MOVED, values__verb="close")
    assert (line.values["code"], line.text, line.is_for_customer) == (code, "", True)
    assert decided.entries.get(kind=EntryKind.NOTE).text == "一切都好"
    assert decided.steps.get(step=Step.FOLLOWUP).effort_minutes == 5
    assert not Deadline.objects.filter(subject_type="complaint_visit", done_at=None).exists()
    assert task_of(decided).status == "done"


def test_closing_needs_an_answer_or_all_tries(
    decided: Complaint, protector: Staff, head: Staff, at: dt.datetime
) -> None:
    for number in range(1, decided.terms.callback_tries + 1):
        with pytest.raises(CallbackMissing):
            follow.close(decided, by=protector, at=at + HOUR)
        assert unanswered(decided, protector, at + number * HOUR).number == number
    with pytest.raises(NoTriesLeft):
        answered(decided, protector, at + DAY)

    closed = follow.close(decided, by=head, at=at + DAY)

    assert (closed.step, decided.closings.get().code) == (Step.CLOSED, CloseCode.UNREACHED)
    assert not Reminder.objects.filter(kind=VISIT_TASK, ended_at=None).exists()
    assert decided.entries.filter(kind=EntryKind.CALLED_BACK, is_for_customer=True).count() == 0


def test_call_back_refuses_half_answers_and_a_second_one(decided: Complaint, protector: Staff, at: dt.datetime) -> None:
    halves: list[dict[str, Any]] = [
        {"result": CallResult.ANSWERED},
        {"result": CallResult.ANSWERED, "is_solved": True},
        {"result": CallResult.ANSWERED, "is_solved": True, "satisfaction": "delighted"},
        {"result": CallResult.NOT_REACHED, "is_solved": False},
        {"result": CallResult.NOT_REACHED, "satisfaction": S.NEUTRAL},
        {"result": "maybe"},
    ]
    for half in halves:
        with pytest.raises(AnswerMissing):
            follow.call_back(decided, by=protector, at=at + HOUR, **half)
    answered(decided, protector, at + HOUR)

    with pytest.raises(AnsweredAlready):
        unanswered(decided, protector, at + HOUR)


@pytest.mark.parametrize("step", [step for step in Step if step not in (Step.FOLLOWUP, Step.MERGED)])
def test_only_a_decided_complaint_is_called_about_and_closed(
    branch: Branch, terms: ComplaintTerms, manager: Staff, protector: Staff, at: dt.datetime, step: Step
) -> None:
    complaint = make_complaint(branch, owner=manager, step=step)

    with pytest.raises(NotFollowedUp):
        answered(complaint, protector, at)
    with pytest.raises(IllegalComplaintMove):
        follow.close(complaint, by=protector, at=at)


def test_opening_it_again_calls_the_visit_off_and_the_next_decision_begins_another(
    decided: Complaint, manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    unanswered(decided, protector, at + HOUR)
    with journal.unit(by=protector.actor, at=at + HOUR):
        moving.move(moving.locked(decided), "reopen", by=protector.actor, at=at + HOUR)
    assert not Deadline.objects.filter(subject_type="complaint_visit", done_at=None).exists()
    assert not Reminder.objects.filter(kind=VISIT_TASK, ended_at=None).exists()
    Complaint.objects.filter(pk=decided.pk).update(step=Step.RESOLVING)

    decide(decided, manager, at + DAY)

    assert decided.visits.count() == 2
    assert unanswered(decided, protector, at + DAY + HOUR).number == 1


def test_nobody_calling_in_time_is_told_once_and_never_to_the_person_complained_about(
    resolving: Complaint, manager: Staff, protector: Staff, head: Staff, at: dt.datetime
) -> None:
    Complaint.objects.filter(pk=resolving.pk).update(about_staff=head)
    decide(resolving, manager, at)
    due_at = resolving.visits.get().due_at

    for moment in (due_at - HOUR, due_at, due_at + 2 * DAY):
        sweep_deadlines(at=moment)

    alert = Alert.objects.get(kind=VISIT_LATE)
    assert (alert.raised_at, alert.apart_from, alert.values) == (due_at, head, {"number": resolving.number})
    unanswered(resolving, protector, due_at + 2 * DAY)
    assert Alert.objects.get(kind=VISIT_LATE).resolved_at is None
    answered(resolving, protector, due_at + 2 * DAY)
    assert Alert.objects.get(kind=VISIT_LATE).resolved_at == due_at + 2 * DAY


def test_what_calling_back_and_closing_cost(decided: Complaint, protector: Staff, at: dt.datetime) -> None:
    with statements_at_most(18):
        answered(decided, protector, at + HOUR)
    with statements_at_most(26):
        follow.close(decided, by=protector, at=at + HOUR)
