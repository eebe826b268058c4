"""Internal reviews: another look at a decision by somebody above who had no hand in it (R01)."""

from __future__ import annotations

import datetime as dt

from complaints.domain.cases import moving, wind_up
from complaints.domain.cases.receiving import hold_contact, whole
from complaints.domain.cases.rights import Anyone, actor_of, check_may
from complaints.domain.cases.words import said
from complaints.domain.clocks import days_after
from complaints.enums.cases import EntryKind, Verdict
from complaints.enums.follow import REVIEW_ASKED, REVIEW_CLOCK, REVIEW_LATE
from complaints.errors.follow import HandledByYou, ReviewedAlready, ReviewTooLate
from complaints.models import CallbackTry, Complaint, ComplaintReview, ComplaintStep
from complaints.models.reviews import ANSWER_LENGTH
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import local
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Deadline
from lobby.live import journal

P = Permission


def ask_review(
    complaint: Complaint, *, by: Anyone, at: dt.datetime, reason: str, effort_minutes: int = 0
) -> ComplaintReview:
    """The customer asks for another look at a closed complaint, on the page (`by` is then an actor) or through staff.

    Raises WordsMissing, WordsTooLong, IllegalComplaintMove, ReviewTooLate, ReviewedAlready, AboutOwner, Forbidden.
    """
    reason = said(reason, ANSWER_LENGTH)
    actor = actor_of(by)
    with journal.unit(by=actor, at=at):
        complaint = moving.locked(complaint)
        if isinstance(by, Staff):
            check_may(complaint, by, P.COMPLAINT_HANDLE, P.COMPLAINT_OVERSEE)
        moving.check_move(complaint, "ask_review")
        check_may_be_asked(complaint, at)
        assert complaint.decided_by_id is not None
        made = ComplaintReview.objects.create(
            complaint=complaint,
            asked_at=at,
            asked_by_id=actor.staff_id,
            reason=reason,
            due_at=days_after(complaint.branch, at, complaint.terms.review_days),
            handler_id=handler_of(complaint),
            judged_by_id=complaint.decided_by_id,
            old_verdict=complaint.verdict,
        )
        deadlines.set_deadline(REVIEW_CLOCK, branch_id=complaint.branch_id, subject=made.subject, due_at=made.due_at)
        call(complaint, made, REVIEW_ASKED, at=at)
        moving.move(
            complaint, "ask_review", by=actor, at=at, due_at=made.due_at, text=reason, effort_minutes=effort_minutes
        )
        for one in whole(complaint):
            hold_contact(one, by=actor, at=at)
    return made


def check_may_be_asked(complaint: Complaint, at: dt.datetime) -> None:
    """Within the days of the terms from the closing on, once for each decision (1 query).

    Raises ReviewTooLate, ReviewedAlready.
    """
    assert complaint.ended_at is not None
    closed_at = complaint.closings.order_by("-at").values_list("at", flat=True).first() or complaint.ended_at
    last = days_after(complaint.branch, closed_at, complaint.terms.review_ask_days)
    if at >= last:
        raise ReviewTooLate(date=f"{local(complaint.branch, last - dt.timedelta(seconds=1)):%F}")
    if complaint.reviews.filter(asked_at__gte=complaint.decided_at).exists():
        raise ReviewedAlready


def handler_of(complaint: Complaint) -> int:
    """Who owned it when it was decided (1 query)."""
    found = complaint.visits.order_by("-decided_at").values_list("handler", flat=True).first()
    return complaint.owner_id if found is None else found


def decide_review(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    verdict: Verdict | str,
    answer: str,
    effort_minutes: int = 0,
) -> ComplaintReview:
    """Decide a review, the verdict may be another one; the customer is told on the page. It is closed again.

    Raises WordsMissing, WordsTooLong, HandledByYou, IllegalComplaintMove, AboutOwner, Forbidden.
    """
    answer = said(answer, ANSWER_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_OVERSEE)
        moving.check_move(complaint, "decide_review")
        check_fresh_eyes(complaint, by)
        made = complaint.reviews.select_for_update(no_key=True).get(decided_at__isnull=True)
        made.verdict, made.answer = Verdict(verdict), answer
        made.decided_at, made.decided_by = at, by
        made.save(update_fields=["verdict", "answer", "decided_at", "decided_by"])
        deadlines.stop(subject=made.subject, at=at)
        resolve_about(made.subject, at=at, reason="decided")
        values = {"verdict": made.verdict, "was": made.old_verdict}
        moving.log(complaint, EntryKind.REVIEW, by=by.actor, at=at, text=answer, values=values, is_for_customer=True)
        moving.move(
            complaint,
            "decide_review",
            by=by.actor,
            at=at,
            values=values,
            effort_minutes=effort_minutes,
            verdict=made.verdict,
        )
        wind_up(complaint, by=by.actor, at=at)
    return made


def check_fresh_eyes(complaint: Complaint, by: Staff) -> None:
    """Nobody who owned a step, decided, called, closed or wrote in its log (4 queries). Raises HandledByYou."""
    hands = (
        by.pk in (complaint.owner_id, complaint.decided_by_id, complaint.closed_by_id),
        ComplaintStep.objects.filter(complaint=complaint, owner=by).exists(),
        CallbackTry.objects.filter(visit__complaint=complaint, by=by).exists(),
        complaint.entries.filter(by=by).exclude(kind=EntryKind.READ).exists(),
    )
    if any(hands):
        raise HandledByYou


def when_nobody_decided(deadline: Deadline, at: dt.datetime) -> None:
    """The days of the terms are over: the offices above hear of it, once."""
    made = ComplaintReview.objects.select_related("complaint").get(pk=deadline.subject_id)
    complaint = moving.locked(made.complaint)
    if made.decided_at is not None:
        return
    made.overdue_at = at
    made.save(update_fields=["overdue_at"])
    call(complaint, made, REVIEW_LATE, at=at)


def call(complaint: Complaint, made: ComplaintReview, kind: str, *, at: dt.datetime) -> None:
    """Call the offices above the branch, apart from the person complained about."""
    raise_alert(
        complaint.branch,
        kind,
        by=SYSTEM,
        at=at,
        subject=made.subject,
        values={"number": complaint.number},
        apart_from=complaint.about_staff,
    )
