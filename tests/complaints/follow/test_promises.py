"""Promises: reminded, changed only in advance, told to the customer, overdue to owner and head."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import follow
from complaints.enums.cases import EntryKind, Step
from complaints.enums.follow import PROMISE_LATE, PROMISE_MOVES, PROMISE_TASK, PromiseStatus
from complaints.errors.cases import AboutOwner, EndedForGood, WordsMissing
from complaints.errors.follow import (
    DueInThePast,
    IllegalFollowMove,
    NotInCase,
    PromiseOverdue,
    StillOpen,
)
from complaints.models import Complaint, Promise, PromiseChange
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline, Reminder
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide


@pytest.fixture
def made(resolving: Complaint, manager: Staff, at: dt.datetime) -> Promise:
    """Due a day after it was made."""
    return follow.promise(resolving, by=manager, at=at, text="周三前退回手续费", due_at=at + DAY)


def try_verb(verb: str, made: Promise, by: Staff, at: dt.datetime) -> Promise:
    if verb == "keep":
        return follow.keep_promise(made, by=by, at=at)
    if verb == "change":
        return follow.change_promise(made, by=by, at=at, due_at=at + 2 * DAY, reason="要等总行")
    return follow.call_off_promise(made, by=by, at=at, reason="客户自己办好了")


def running(made: Promise) -> tuple[int, int]:
    """How many reminders and clocks run."""
    about = {"subject_type": made.subject[0], "subject_id": made.pk}
    tasks = Reminder.objects.filter(kind=PROMISE_TASK, ended_at=None, **about)
    return tasks.count(), Deadline.objects.filter(done_at=None, **about).count()


def test_a_promise_reminds_its_owner_and_stands_on_the_customers_page(
    resolving: Complaint, made: Promise, manager: Staff, at: dt.datetime
) -> None:
    reminder = Reminder.objects.get(kind=PROMISE_TASK)

    assert (reminder.owner, reminder.due_at, reminder.text) == (manager, at + DAY, "")
    assert (made.owner, made.day, made.status) == (manager, dt.date(2026, 3, 11), PromiseStatus.OPEN)
    line = resolving.entries.get(kind=EntryKind.PROMISED)
    assert (line.text, line.is_for_customer, line.values["act"]) == ("周三前退回手续费", True, "made")


@pytest.mark.parametrize("status", PromiseStatus)
@pytest.mark.parametrize("verb", ["keep", "change", "call_off"])
def test_every_state_meets_every_verb(
    made: Promise, manager: Staff, at: dt.datetime, status: PromiseStatus, verb: str
) -> None:
    if status != PromiseStatus.OPEN:
        before = {PromiseStatus.KEPT: "keep", PromiseStatus.LATE: "keep", PromiseStatus.CALLED_OFF: "call_off"}[status]
        try_verb(before, made, manager, at + (2 * DAY if status == PromiseStatus.LATE else HOUR))

    if status in PROMISE_MOVES[verb][0]:
        assert try_verb(verb, made, manager, at + HOUR).status == PROMISE_MOVES[verb][1]
        assert running(made) == ((1, 1) if verb == "change" else (0, 0))
    else:
        with pytest.raises(IllegalFollowMove):
            try_verb(verb, made, manager, at + 3 * HOUR)
        assert Promise.objects.get().status == status


def test_a_change_in_advance_keeps_history_and_tells_the_customer(
    resolving: Complaint, made: Promise, manager: Staff, at: dt.datetime
) -> None:
    follow.change_promise(made, by=manager, at=at + HOUR, due_at=at + 3 * DAY, reason="要等总行回复")
    sweep_deadlines(at=at + 2 * DAY)
    follow.change_promise(made, by=manager, at=at + 2 * DAY, due_at=at + 4 * DAY, reason="还差一天")

    made.refresh_from_db()
    history = [(one.old_due_at, one.new_due_at, one.reason) for one in made.changes.all()]
    assert history == [(at + DAY, at + 3 * DAY, "要等总行回复"), (at + 3 * DAY, at + 4 * DAY, "还差一天")]
    assert (made.due_at, made.day, made.overdue_at) == (at + 4 * DAY, dt.date(2026, 3, 14), None)
    told = resolving.entries.filter(kind=EntryKind.FEEDBACK, is_for_customer=True)
    assert [line.text for line in told] == ["要等总行回复", "还差一天"]
    assert resolving.clocks.get(kind="first_feedback").is_met is not None
    assert running(made) == (1, 1)


def test_overdue_tells_owner_and_head_once_and_cannot_be_moved_away(
    made: Promise, resolving: Complaint, manager: Staff, head: Staff, lead: Staff, at: dt.datetime
) -> None:
    for moment in (at + DAY - HOUR, at + DAY, at + 3 * DAY):
        sweep_deadlines(at=moment)

    alert = Alert.objects.get(kind=PROMISE_LATE)
    assert (alert.person, alert.roles, alert.raised_at) == (manager, [RoleCode.HEAD], at + DAY)
    assert alert.values == {"number": resolving.number, "owner": manager.name}
    with pytest.raises(PromiseOverdue):
        follow.change_promise(made, by=manager, at=at + DAY, due_at=at + 9 * DAY, reason="再等等")
    kept = follow.keep_promise(made, by=manager, at=at + 3 * DAY)
    assert (kept.status, Alert.objects.get(kind=PROMISE_LATE).resolved_at) == (PromiseStatus.LATE, at + 3 * DAY)


def test_the_head_complained_about_hears_nothing_of_it(
    resolving: Complaint, manager: Staff, head: Staff, lead: Staff, at: dt.datetime
) -> None:
    Complaint.objects.filter(pk=resolving.pk).update(about_staff=head)
    follow.promise(resolving, by=manager, at=at, text="明天回话", due_at=at + DAY)

    sweep_deadlines(at=at + DAY)

    alert = Alert.objects.get(kind=PROMISE_LATE)
    assert (alert.apart_from, alert.roles, alert.person) == (head, [RoleCode.TELLER_LEAD], manager)


def test_who_may_promise_what(
    resolving: Complaint, made: Promise, manager: Staff, teller: Staff, lead: Staff, head: Staff, at: dt.datetime
) -> None:
    def refused(error: type[Exception], **changed: Any) -> None:
        with pytest.raises(error):
            follow.promise(resolving, **{"by": manager, "at": at, "text": "回话", "due_at": at + DAY, **changed})

    refused(Forbidden, by=teller)
    refused(NotInCase, owner=teller)
    refused(WordsMissing, text=" \n")
    refused(DueInThePast, due_at=at)
    Complaint.objects.filter(pk=resolving.pk).update(about_staff=lead)
    refused(AboutOwner, by=lead)
    refused(NotInCase, owner=lead)
    for verb in ("keep", "change", "call_off"):
        with pytest.raises(AboutOwner):
            try_verb(verb, made, lead, at + HOUR)
        with pytest.raises(Forbidden):
            try_verb(verb, made, teller, at + HOUR)
    Complaint.objects.filter(pk=resolving.pk).update(step=Step.WITHDRAWN, ended_at=at)
    refused(EndedForGood)


def test_the_rows_refuse_what_the_verbs_do(made: Promise, manager: Staff, at: dt.datetime) -> None:
    bad = [{"due_at": made.made_at}, {"status": "kept"}, {"status": "kept", "ended_at": at + 2 * DAY}]
    for fields in bad:
        with pytest.raises(IntegrityError), transaction.atomic():
            Promise.objects.update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        PromiseChange.objects.create(
            promise=made, at=at + DAY, by=manager, reason="晚了", old_due_at=at + DAY, new_due_at=at + 2 * DAY
        )


def test_an_open_promise_keeps_the_complaint_open(
    made: Promise, resolving: Complaint, manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    decide(resolving, manager, at + HOUR)
    answered(resolving, protector, at + HOUR)
    with pytest.raises(StillOpen):
        follow.close(resolving, by=protector, at=at + HOUR)
    follow.keep_promise(made, by=manager, at=at + 2 * HOUR, effort_minutes=7)

    assert follow.close(resolving, by=protector, at=at + 2 * HOUR).step == Step.CLOSED
    assert resolving.steps.get(step=Step.FOLLOWUP).effort_minutes == 7
