"""Internal reviews: asked in time, decided above by somebody who had no hand in the case."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import follow
from complaints.domain.cases import moving
from complaints.enums.cases import EntryKind, Step, Verdict
from complaints.enums.follow import REVIEW_ASKED, REVIEW_LATE
from complaints.errors.cases import AboutOwner, IllegalComplaintMove, WordsMissing
from complaints.errors.follow import HandledByYou, ReviewedAlready, ReviewTooLate
from complaints.models import Complaint, ComplaintReview
from lobby.branches.actors import CUSTOMER
from lobby.branches.enums import RoleCode
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Deadline
from lobby.live import journal
from tests.complaints.follow.conftest import DAY, HOUR, answered, decide

LAST_ASKING = dt.datetime(2026, 4, 9, 16, tzinfo=dt.UTC)  # the end of 9 April in Shanghai, 30 days after 10 March


@pytest.fixture
def closed(decided: Complaint, protector: Staff, at: dt.datetime) -> Complaint:
    """Closed an hour after it was decided."""
    answered(decided, protector, at + HOUR)
    return follow.close(decided, by=protector, at=at + HOUR)


def decided_by(complaint: Complaint, by: Staff, at: dt.datetime, **fields: Any) -> ComplaintReview:
    whole = {"verdict": Verdict.PARTLY, "answer": "复查后部分支持"}
    return follow.decide_review(complaint, by=by, at=at, **{**whole, **fields})


@pytest.mark.parametrize("is_customer", [True, False])
def test_a_review_is_asked_for_and_decided_and_the_verdict_may_change(
    closed: Complaint, manager: Staff, office: Staff, at: dt.datetime, is_customer: bool
) -> None:
    who = CUSTOMER if is_customer else manager
    made = follow.ask_review(closed, by=who, at=at + DAY, reason="没有回答我的问题")
    closed.refresh_from_db()
    assert (closed.step, closed.ended_at) == (Step.IN_REVIEW, None)
    assert (made.asked_by, made.handler, made.judged_by) == (None if is_customer else manager, manager, manager)
    assert made.due_at == dt.datetime(2026, 4, 10, 16, tzinfo=dt.UTC)
    assert Alert.objects.get(kind=REVIEW_ASKED).roles == [RoleCode.BR_OPS, RoleCode.HO]

    decided_by(closed, office, at + 2 * DAY, effort_minutes=30)

    closed.refresh_from_db()
    made.refresh_from_db()
    assert (closed.step, closed.verdict, closed.ended_at) == (Step.CLOSED, Verdict.PARTLY, at + 2 * DAY)
    assert (made.old_verdict, made.verdict, made.decided_by) == (Verdict.UPHELD, Verdict.PARTLY, office)
    told = closed.entries.get(kind=EntryKind.REVIEW)
    assert (told.text, told.is_for_customer, told.values) == (
        "复查后部分支持",
        True,
        {"verdict": "partly", "was": "upheld"},
    )
    assert closed.steps.get(step=Step.IN_REVIEW).effort_minutes == 30
    assert not Alert.objects.filter(subject_type="complaint_review", resolved_at=None).exists()
    assert not Deadline.objects.filter(subject_type="complaint_review", done_at=None).exists()
    with pytest.raises(ReviewedAlready):
        follow.ask_review(closed, by=CUSTOMER, at=at + 3 * DAY, reason="还是不满意")


def test_a_review_is_asked_for_within_the_days_of_the_terms(closed: Complaint, at: dt.datetime) -> None:
    with pytest.raises(ReviewTooLate):
        follow.ask_review(closed, by=CUSTOMER, at=LAST_ASKING, reason="不服")

    follow.ask_review(closed, by=CUSTOMER, at=LAST_ASKING - dt.timedelta(seconds=1), reason="不服")


def test_a_case_that_was_opened_again_may_be_reviewed_again(
    closed: Complaint, manager: Staff, protector: Staff, office: Staff, at: dt.datetime
) -> None:
    follow.ask_review(closed, by=CUSTOMER, at=at + DAY, reason="不服")
    decided_by(closed, office, at + DAY)
    with journal.unit(by=protector.actor, at=at + 2 * DAY):
        moving.move(moving.locked(closed), "reopen", by=protector.actor, at=at + 2 * DAY)
    Complaint.objects.filter(pk=closed.pk).update(step=Step.RESOLVING)
    decide(closed, manager, at + 3 * DAY)
    answered(closed, protector, at + 3 * DAY)
    follow.close(closed, by=protector, at=at + 3 * DAY)

    assert follow.ask_review(closed, by=CUSTOMER, at=at + 4 * DAY, reason="还是不服").pk


def test_who_had_a_hand_in_it_does_not_review_it(
    closed: Complaint, manager: Staff, office: Staff, head_office: Staff, teller: Staff, head: Staff, at: dt.datetime
) -> None:
    with pytest.raises(Forbidden):
        follow.ask_review(closed, by=teller, at=at + DAY, reason="客户不服")
    with pytest.raises(WordsMissing):
        follow.ask_review(closed, by=CUSTOMER, at=at + DAY, reason=" ")
    with pytest.raises(IllegalComplaintMove):
        decided_by(closed, office, at + DAY)
    with journal.unit(by=office.actor, at=at + DAY):
        moving.log(moving.locked(closed), EntryKind.READ, by=office.actor, at=at + DAY)
        moving.log(moving.locked(closed), EntryKind.NOTE, by=head_office.actor, at=at + DAY, text="看过了")
    made = follow.ask_review(closed, by=CUSTOMER, at=at + DAY, reason="不服")

    for error, who in ((Forbidden, head), (Forbidden, manager), (HandledByYou, head_office)):
        with pytest.raises(error):
            decided_by(closed, who, at + 2 * DAY)
    Complaint.objects.filter(pk=closed.pk).update(about_staff=office)
    with pytest.raises(AboutOwner):
        decided_by(closed, office, at + 2 * DAY)
    Complaint.objects.filter(pk=closed.pk).update(about_staff=None)
    with pytest.raises(WordsMissing):
        decided_by(closed, office, at + 2 * DAY, answer="")
    with pytest.raises(IntegrityError), transaction.atomic():
        ComplaintReview.objects.filter(pk=made.pk).update(decided_by=manager, decided_at=at, verdict="partly")
    assert decided_by(closed, office, at + 2 * DAY).verdict == Verdict.PARTLY


def test_a_review_that_nobody_decides_is_told_once(closed: Complaint, at: dt.datetime) -> None:
    made = follow.ask_review(closed, by=CUSTOMER, at=at + DAY, reason="不服")

    for moment in (made.due_at - HOUR, made.due_at, made.due_at + 2 * DAY):
        sweep_deadlines(at=moment)

    made.refresh_from_db()
    assert Alert.objects.get(kind=REVIEW_LATE).raised_at == made.overdue_at == made.due_at
