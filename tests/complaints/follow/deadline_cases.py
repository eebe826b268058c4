"""A case for every kind of deadline of what follows a complaint."""

from __future__ import annotations

import datetime as dt

from complaints.domain import follow
from complaints.enums.cases import Step
from complaints.enums.follow import (
    PROMISE_CLOCK,
    PROMISE_LATE,
    REVIEW_CLOCK,
    REVIEW_LATE,
    SUBTASK_CLOCK,
    SUBTASK_LATE,
    VISIT_CLOCK,
    VISIT_LATE,
)
from complaints.models import Complaint, ComplaintReview, Promise, ReturnVisit, SubTask
from lobby.branches.actors import CUSTOMER
from lobby.branches.calendar import local, midnight_after
from lobby.branches.enums import RoleCode
from tests.complaints.factories import make_complaint, make_terms
from tests.complaints.follow.conftest import answered, decide
from tests.factories import make_staff
from tests.floor.deadlines.stages import DAY, HOUR, Case, Stage, Subject, calls


def resolving(stage: Stage) -> Complaint:
    """The lobby manager is solving it; its own clocks stand aside."""
    make_terms()
    return make_complaint(stage.branch, owner=stage.manager, step=Step.RESOLVING, received_at=stage.at)


def promised(stage: Stage) -> Subject:
    """Due a day later."""
    made = follow.promise(resolving(stage), by=stage.manager, at=stage.at, text="回话", due_at=stage.at + DAY)
    return made.subject


def asked(stage: Stage) -> Subject:
    """A department has two days and an hour."""
    due_at = stage.at + 2 * DAY + HOUR
    made = follow.give_task(
        resolving(stage), by=stage.manager, at=stage.at, to=RoleCode.TECH, text="查日志", due_at=due_at
    )
    return made.subject


def to_be_called(stage: Stage) -> Subject:
    """Decided, and nobody has called the customer back."""
    complaint = decide(resolving(stage), stage.manager, stage.at)
    return "complaint_visit", complaint.visits.get().pk


def to_be_reviewed(stage: Stage) -> Subject:
    """Closed, and the customer asks for an internal review."""
    complaint = decide(resolving(stage), stage.manager, stage.at)
    caller = make_staff(f"cp{stage.branch.code}", stage.branch, RoleCode.CP)
    answered(complaint, caller, stage.at)
    follow.close(complaint, by=caller, at=stage.at)
    return follow.ask_review(complaint, by=CUSTOMER, at=stage.at, reason="不服").subject


def days_end(stage: Stage, days: int) -> dt.datetime:
    """The end of the last of so many natural days."""
    return midnight_after(stage.branch, local(stage.branch, stage.at).date() + days * DAY)


CASES = {
    PROMISE_CLOCK: Case(
        promised,
        lambda stage: stage.at + DAY,
        lambda _stage, pk: (
            Promise.objects.get(pk=pk).overdue_at is not None,
            calls(PROMISE_LATE, ("complaint_promise", pk)),
        ),
        (False, 0),
        (True, 1),
    ),
    SUBTASK_CLOCK: Case(
        asked,
        lambda stage: stage.at + 2 * DAY + HOUR,
        lambda _stage, pk: (
            SubTask.objects.get(pk=pk).overdue_at is not None,
            calls(SUBTASK_LATE, ("complaint_subtask", pk)),
        ),
        (False, 0),
        (True, 1),
    ),
    VISIT_CLOCK: Case(
        to_be_called,
        lambda stage: days_end(stage, 3),
        lambda _stage, pk: (
            ReturnVisit.objects.get(pk=pk).overdue_at is not None,
            calls(VISIT_LATE, ("complaint_visit", pk)),
        ),
        (False, 0),
        (True, 1),
    ),
    REVIEW_CLOCK: Case(
        to_be_reviewed,
        lambda stage: days_end(stage, 30),
        lambda _stage, pk: (
            ComplaintReview.objects.get(pk=pk).overdue_at is not None,
            calls(REVIEW_LATE, ("complaint_review", pk)),
        ),
        (False, 0),
        (True, 1),
    ),
}
