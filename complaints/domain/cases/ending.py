"""What else can become of a complaint: withdrawn, merged, not accepted, or opened once more with a new fact."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q

from complaints.domain import clocks
from complaints.domain.cases import calling, majors, moving
from complaints.domain.cases.dues import due_of
from complaints.domain.cases.owning import give_away, keep_apart, may_own
from complaints.domain.cases.receiving import hold_contact, whole
from complaints.domain.cases.rights import Anyone, P, actor_of, check_apart, check_may, check_may_if_staff
from complaints.domain.cases.words import perhaps, said
from complaints.enums.cases import UNDECIDED, ClockKind, EntryKind, MajorReason, RejectReason, Step
from complaints.errors.cases import JoinsLater, NotTheSameMatter
from complaints.errors.follow import OwnCase
from complaints.models import Complaint, ComplaintClock
from complaints.models.cases import CONTENT_LENGTH
from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.customers.domain.holding import release_contact
from lobby.live import journal

BOTH = (ClockKind.FIRST_FEEDBACK, ClockKind.LEGAL)


def wind_up(complaint: Complaint, *, by: Actor, at: dt.datetime) -> None:
    """It has ended: nobody is called any more, and its customers may be offered things again (3–7 statements)."""
    calling.call_off(complaint, at=at, reason=complaint.step)
    for one in whole(complaint):
        release_contact(one.subject, by=by, at=at)


def withdraw(complaint: Complaint, *, by: Anyone, at: dt.datetime, text: str = "") -> Complaint:
    """The customer takes it back, on their page or before somebody who handles complaints; it ends at once (R01).

    Who handled or decided it does not end it so instead of a return call (N15).
    Raises WordsTooLong, Forbidden, AboutOwner, OwnCase, IllegalComplaintMove.
    """
    words, actor = perhaps(text, CONTENT_LENGTH), actor_of(by)
    with journal.unit(by=actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "withdraw")
        check_may_if_staff(complaint, by, P.COMPLAINT_HANDLE)
        if isinstance(by, Staff):
            check_no_hand(complaint, by)
        moving.move(complaint, "withdraw", by=actor, at=at, text=words)
        clocks.stop(complaint, *BOTH, at=at, is_due=False)
        wind_up(complaint, by=actor, at=at)
    return complaint


def check_no_hand(complaint: Complaint, by: Staff) -> None:
    """While the return call is due neither who handled nor who decided it ends it (1 query). Raises OwnCase."""
    visits = complaint.visits.filter(ended_at__isnull=True)
    if visits.filter(Q(handler=by) | Q(decided_by=by)).exists():
        raise OwnCase


def reject(complaint: Complaint, *, by: Staff, at: dt.datetime, reason: RejectReason, text: str) -> Complaint:
    """Consumer protection does not accept it; the reason is told, which is the first feedback.

    Raises WordsMissing, Forbidden, AboutOwner, IllegalComplaintMove.
    """
    words = said(text, CONTENT_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "reject")
        check_may(complaint, by, P.COMPLAINT_PROTECT)
        moving.move(complaint, "reject", by=by.actor, at=at, text=words, values={"reason": str(reason)})
        clocks.stop(complaint, ClockKind.FIRST_FEEDBACK, at=at)
        clocks.stop(complaint, ClockKind.LEGAL, at=at, is_due=False)
        wind_up(complaint, by=by.actor, at=at)
    return complaint


def merge(complaint: Complaint, *, by: Staff, at: dt.datetime, into: Complaint, text: str) -> Complaint:
    """The same matter is complained about already: it goes on there, and the customer is told so.

    What makes it major, and whom it is about, counts there from now on; its owner changes where that must be.
    Raises WordsMissing, NotTheSameMatter, JoinsLater, Forbidden, AboutOwner, NobodyLeft, IllegalComplaintMove.
    """
    words = said(text, CONTENT_LENGTH)
    with journal.unit(by=by.actor, at=at):
        complaint, target = locked_both(complaint, into)
        moving.check_move(complaint, "merge")
        check_may(complaint, by, P.COMPLAINT_PROTECT)
        check_apart(target, by)
        check_same_matter(complaint, target)
        check_no_later(complaint, target)
        moving.move(
            complaint,
            "merge",
            by=by.actor,
            at=at,
            text=words,
            values={"into": target.number},
            merged_into_id=target.pk,
        )
        clocks.stop(complaint, ClockKind.FIRST_FEEDBACK, at=at)
        clocks.stop(complaint, ClockKind.LEGAL, at=at, is_due=False)
        # The matter goes on: its customer is left in peace until that one ends.
        calling.call_off(complaint, at=at, reason=complaint.step)
        take_in(target, complaint, by=by, at=at)
    return complaint


def locked_both(complaint: Complaint, into: Complaint) -> tuple[Complaint, Complaint]:
    """Both rows locked, the older first, so that two merges cannot wait for each other. Raises NotTheSameMatter."""
    if complaint.pk == into.pk:
        raise NotTheSameMatter
    rows = {one.pk: moving.locked(one) for one in sorted((complaint, into), key=lambda one: one.pk)}
    return rows[complaint.pk], rows[into.pk]


def check_same_matter(complaint: Complaint, target: Complaint) -> None:
    """Raises NotTheSameMatter for one that is decided or ended, another branch's, or one about somebody else."""
    abouts = {one.about_staff_id for one in (complaint, target)} - {None}
    if complaint.branch_id != target.branch_id or target.step not in UNDECIDED or len(abouts) > 1:
        raise NotTheSameMatter


def check_no_later(complaint: Complaint, target: Complaint) -> None:
    """The legal clock that goes on is due no later than the one that ends (1 query). Raises JoinsLater."""
    running = ComplaintClock.objects.filter(
        complaint__in=[complaint.pk, target.pk], kind=ClockKind.LEGAL, stopped_at__isnull=True
    )
    dues = dict(running.values_list("complaint", "due_at"))
    if dues[target.pk] > dues[complaint.pk]:
        raise JoinsLater(number=target.number)


def take_in(target: Complaint, merged: Complaint, *, by: Staff, at: dt.datetime) -> None:
    """What the merged complaint says counts for the one it went into."""
    is_more = majors.judge(target, (MajorReason(reason) for reason in merged.major_reasons))
    is_about = target.about_staff_id is None and merged.about_staff_id is not None
    target.about_staff = target.about_staff or merged.about_staff
    is_anothers = not may_own(target.owner, target)
    if is_anothers:
        give_away(target, by=by.actor, at=at)
    target.save(update_fields=["is_major", "major_reasons", "about_staff", "owner"])
    moving.log(target, EntryKind.NOTE, by=by.actor, at=at, values={"what": "merged", "number": merged.number})
    if is_anothers:
        calling.tell_owner(target, by=by.actor, at=at)
    if is_about:
        keep_apart(target, at=at)
    if is_more:
        majors.announce(target, at=at)


def reopen(complaint: Complaint, *, by: Anyone, at: dt.datetime, text: str) -> Complaint:
    """A new fact: it is analysed again, and both clocks begin anew (R01). It does not count as settled at first contact.

    By consumer protection, or by the customer on their page.
    Raises WordsMissing, WordsTooLong, Forbidden, AboutOwner, NobodyLeft, IllegalComplaintMove.
    """
    words, actor = said(text, CONTENT_LENGTH), actor_of(by)
    with journal.unit(by=actor, at=at):
        complaint = moving.locked(complaint)
        moving.check_move(complaint, "reopen")
        check_may_if_staff(complaint, by, P.COMPLAINT_PROTECT)
        if not may_own(complaint.owner, complaint):
            give_away(complaint, by=actor, at=at)
        anew: dict[str, Any] = dict.fromkeys(
            ("decided_at", "decided_by_id", "closed_by_id", "plan_approved_by_id", "planned_by_id")
        )
        moving.move(
            complaint,
            "reopen",
            by=actor,
            at=at,
            due_at=due_of(complaint, Step.ANALYSING, since=at),
            text=words,
            owner_id=complaint.owner_id,
            reopened_count=complaint.reopened_count + 1,
            touched_at=at,
            verdict="",
            answer="",
            plan="",
            **anew,
        )
        clocks.stop(complaint, *BOTH, at=at, is_due=False)
        clocks.start(complaint, at=at)
        for one in whole(complaint):
            hold_contact(one, by=actor, at=at)
        calling.tell_owner(complaint, by=actor, at=at)
        if complaint.is_major:
            calling.tell_major(complaint, at=at)
    return complaint
