"""Finding the cause, planning, resolving, deciding: the middle of the six steps, each by the owner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from complaints.domain import clocks
from complaints.domain.cases import calling, moving
from complaints.domain.cases.classing import set_cause
from complaints.domain.cases.dues import due_of
from complaints.domain.cases.rights import P, check_may, check_owner
from complaints.domain.cases.words import perhaps, said
from complaints.enums.cases import (
    CardStep,
    ClockKind,
    EntryKind,
    LocalCause,
    Responsibility,
    Step,
    ToldWay,
    Verdict,
)
from complaints.errors.cases import (
    AnalysisIncomplete,
    CardIncomplete,
    EmotionFirst,
    MajorNotOnTheSpot,
    NeedsTheHead,
    PlannedByYou,
)
from complaints.models import Complaint, ComplaintCode
from complaints.models.cases import ANSWER_LENGTH, CONTENT_LENGTH, PLAN_LENGTH
from lobby.branches.access import can
from lobby.branches.models import Staff
from lobby.live import journal


def analyse(complaint: Complaint, *, by: Staff, at: dt.datetime, text: str = "", effort_minutes: int = 0) -> Complaint:
    """The owner begins to look for the cause; the customer was listened to before.

    Raises EmotionFirst, NotTheOwner, AboutOwner, Forbidden, IllegalComplaintMove.
    """
    words = perhaps(text, CONTENT_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "analyse")
        check_owner(complaint, by)
        if complaint.emotion_at is None:
            raise EmotionFirst
        due_at = due_of(complaint, Step.ANALYSING, since=at)
        moving.move(complaint, "analyse", by=by.actor, at=at, due_at=due_at, effort_minutes=effort_minutes)
        if words:
            moving.log(complaint, EntryKind.NOTE, by=by.actor, at=at, text=words, is_news=False)
    return complaint


def plan(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    text: str,
    responsibility: Responsibility | str = "",
    cause_code: ComplaintCode | None = None,
    local_cause: LocalCause | str = "",
    effort_minutes: int = 0,
) -> Complaint:
    """The owner says what the cause was, whose doing, and what is to be done; a major one's plan waits for approval.

    Raises WordsMissing, AnalysisIncomplete, WrongDimension, NotTheOwner, AboutOwner, Forbidden, IllegalComplaintMove.
    """
    words = said(text, PLAN_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "plan")
        check_owner(complaint, by)
        set_cause(complaint, local_cause=local_cause, cause_code=cause_code)
        whose = responsibility or complaint.responsibility
        if complaint.cause_code_id is None or not whose:
            raise AnalysisIncomplete
        moving.move(
            complaint,
            "plan",
            by=by.actor,
            at=at,
            due_at=due_of(complaint, Step.PLANNED, since=at),
            values={"responsibility": str(whose)},
            effort_minutes=effort_minutes,
            responsibility=whose,
            cause_code_id=complaint.cause_code_id,
            local_cause=complaint.local_cause,
            plan=words,
            planned_by_id=by.pk,
            plan_approved_by_id=None,
        )
        moving.log(complaint, EntryKind.NOTE, by=by.actor, at=at, text=words, values={"what": "plan"}, is_news=False)
        if complaint.is_major:
            calling.ask_approval(complaint, at=at)
    return complaint


def amend_plan(complaint: Complaint, *, by: Staff, at: dt.datetime, text: str, effort_minutes: int = 0) -> Complaint:
    """The owner changes a plan that is not under way yet, as whoever is to approve it asked for.

    Raises WordsMissing, NotTheOwner, AboutOwner, Forbidden, IllegalComplaintMove.
    """
    words = said(text, PLAN_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "resolve")
        check_owner(complaint, by)
        complaint.plan, complaint.planned_by = words, by
        complaint.save(update_fields=["plan", "planned_by"])
        moving.log(
            complaint,
            EntryKind.NOTE,
            by=by.actor,
            at=at,
            text=words,
            values={"what": "plan"},
            effort_minutes=effort_minutes,
        )
    return complaint


def resolve(complaint: Complaint, *, by: Staff, at: dt.datetime, text: str = "", effort_minutes: int = 0) -> Complaint:
    """The plan is put to work: by the owner, of a major complaint by the head or an office above, who did not write it.

    Raises NeedsTheHead, PlannedByYou, NotTheOwner, AboutOwner, Forbidden, IllegalComplaintMove.
    """
    words = perhaps(text, CONTENT_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "resolve")
        if complaint.is_major:
            check_approves(complaint, by)
        else:
            check_owner(complaint, by)
        moving.move(
            complaint,
            "resolve",
            by=by.actor,
            at=at,
            due_at=due_of(complaint, Step.RESOLVING, since=at),
            values={"approved": complaint.is_major},
            effort_minutes=effort_minutes,
            plan_approved_by_id=by.pk if complaint.is_major else None,
        )
        if words:
            moving.log(complaint, EntryKind.NOTE, by=by.actor, at=at, text=words, is_news=False)
        calling.call_off(complaint, calling.MAJOR, calling.APPROVAL, at=at, reason="approved")
    return complaint


def check_approves(complaint: Complaint, by: Staff) -> None:
    """Raises AboutOwner, Forbidden, NeedsTheHead, PlannedByYou."""
    check_may(complaint, by, P.COMPLAINT_HANDLE, P.COMPLAINT_OVERSEE)
    if not any(can(by, complaint.branch, right) for right in (P.COMPLAINT_LEAD, P.COMPLAINT_OVERSEE)):
        raise NeedsTheHead
    if complaint.planned_by_id == by.pk:
        raise PlannedByYou


def decide(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    verdict: Verdict,
    answer: str,
    way: ToldWay,
    effort_minutes: int = 0,
) -> Complaint:
    """The owner tells the customer what was decided; that stops both clocks. The return call is next.

    Raises WordsMissing, NotTheOwner, AboutOwner, Forbidden, IllegalComplaintMove.
    """
    words = said(answer, ANSWER_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "decide")
        check_owner(complaint, by)
        conclude(complaint, "decide", by=by, at=at, verdict=verdict, answer=words, way=way, effort=effort_minutes)
    return complaint


def settle(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    card: Collection[CardStep | str],
    verdict: Verdict,
    answer: str,
    effort_minutes: int = 0,
) -> Complaint:
    """Settle it on the spot with all four steps of the card (S180c); a return call follows all the same.

    Raises CardIncomplete, EmotionFirst, MajorNotOnTheSpot, WordsMissing, Forbidden, AboutOwner, IllegalComplaintMove.
    """
    words = said(answer, ANSWER_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "settle")
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        if complaint.is_major:
            raise MajorNotOnTheSpot
        if set(CardStep) - {CardStep(step) for step in card}:
            raise CardIncomplete
        if complaint.emotion_at is None:
            raise EmotionFirst
        conclude(
            complaint,
            "settle",
            by=by,
            at=at,
            verdict=verdict,
            answer=words,
            way=ToldWay.IN_PERSON,
            effort=effort_minutes,
            on_the_spot=True,
        )
    return complaint


def conclude(
    complaint: Complaint,
    verb: str,
    *,
    by: Staff,
    at: dt.datetime,
    verdict: Verdict,
    answer: str,
    way: ToldWay,
    effort: int,
    on_the_spot: bool = False,
) -> None:
    """The customer knows the decision: write it down, stop the clocks, call nobody any more."""
    moving.move(
        complaint,
        verb,
        by=by.actor,
        at=at,
        due_at=due_of(complaint, Step.FOLLOWUP, since=at),
        text=answer,
        values={"verdict": str(verdict), "way": str(way)},
        effort_minutes=effort,
        verdict=verdict,
        answer=answer,
        decided_at=at,
        decided_by_id=by.pk,
        on_the_spot=on_the_spot,
    )
    clocks.stop(complaint, ClockKind.LEGAL, ClockKind.FIRST_FEEDBACK, at=at)
    calling.call_off(complaint, at=at, reason="decided")
