"""Compensation: asked for by one, approved by another within that person's own limit, never for a case of one's own."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from complaints.domain.cases import moving
from complaints.domain.cases.rights import check_apart, check_may, check_open
from complaints.domain.cases.words import said
from complaints.enums.cases import EntryKind
from complaints.enums.follow import (
    COMPENSATION_ASKED,
    COMPENSATION_MOVES,
    COMPENSATION_REASONS,
    CompensationStatus,
)
from complaints.errors.follow import IllegalFollowMove, NeverOwn, OverMonthCap
from complaints.models import Compensation, Complaint
from complaints.models.reviews import WORDS
from lobby.branches.actors import SYSTEM
from lobby.branches.authority import Limit
from lobby.branches.enums import AuthorityAction, Permission
from lobby.branches.errors import Forbidden, Invalid
from lobby.branches.models import Staff
from lobby.floor.amounts import yuan
from lobby.floor.domain import authority
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.enums.authority import UseReason
from lobby.floor.errors.authority import OverOwnLimit
from lobby.floor.selectors import authority as limits
from lobby.live import journal

P = Permission
MONEY = AuthorityAction.COMPENSATION


def ask_compensation(
    complaint: Complaint,
    *,
    by: Staff,
    at: dt.datetime,
    amount: Decimal | int | str,
    reason: UseReason | str,
    text: str,
) -> Compensation:
    """Ask that the customer be paid so many yuan; somebody else with enough authority decides.

    Raises BadAmount, WordsMissing, WordsTooLong, Invalid for another reason, AboutOwner, Forbidden, EndedForGood for a complaint
    that ended.
    """
    amount, text = yuan(amount), said(text, WORDS)
    if reason not in COMPENSATION_REASONS:
        raise Invalid(reason=reason)
    with journal.unit(by=by.actor, at=at):
        complaint = moving.locked(complaint)
        check_may(complaint, by, P.COMPLAINT_HANDLE)
        check_open(complaint)
        made = Compensation.objects.create(
            complaint=complaint, amount=amount, reason=reason, text=text, asked_by=by, asked_at=at
        )
        raise_alert(
            complaint.branch,
            COMPENSATION_ASKED,
            by=SYSTEM,
            at=at,
            subject=made.subject,
            values={"number": complaint.number, "amount": str(amount)},
            apart_from=complaint.about_staff,
        )
        note(complaint, made, by=by, at=at, text=text)
    return made


def approve(made: Compensation, *, by: Staff, at: dt.datetime) -> Compensation:
    """Approve it within one's own limit at one time and month's cap; it counts towards that month.

    Raises NeverOwn, OverOwnLimit, OverMonthCap, IllegalFollowMove, AboutOwner, Forbidden.
    """
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may_decide(complaint, made, by, at)
        check_move(made, "approve")
        authority.take_lock(by.pk)
        check_limit(complaint, made, by, at)
        use = authority.use(
            by, complaint.branch, at=at, action=MONEY, amount=made.amount, reason=UseReason(made.reason)
        )
        move(made, "approve", decided_by=by, decided_at=at, handler_id=complaint.owner_id, use=use)
        settle(complaint, made, by=by, at=at)
    return made


def refuse(made: Compensation, *, by: Staff, at: dt.datetime, text: str) -> Compensation:
    """Refuse it and say why. Raises WordsMissing, WordsTooLong, NeverOwn, IllegalFollowMove, AboutOwner, Forbidden."""
    text = said(text, WORDS)
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_may_decide(complaint, made, by, at)
        move(made, "refuse", decided_by=by, decided_at=at, handler_id=complaint.owner_id, note=text)
        settle(complaint, made, by=by, at=at, text=text)
    return made


def withdraw(made: Compensation, *, by: Staff, at: dt.datetime) -> Compensation:
    """Whoever asked, or owns the complaint, takes it back. Raises Forbidden, IllegalFollowMove, AboutOwner."""
    with journal.unit(by=by.actor, at=at):
        complaint, made = locked(made)
        check_apart(complaint, by)
        if by.pk not in (made.asked_by_id, complaint.owner_id):
            raise Forbidden
        move(made, "withdraw")
        settle(complaint, made, by=by, at=at)
    return made


def drop_all(complaint: Complaint, *, at: dt.datetime) -> None:
    """The complaint ended otherwise: what nobody decided is not asked any more. Call it in a unit with the row locked."""
    asked = complaint.compensations.select_for_update(no_key=True, of=("self",)).filter(status=CompensationStatus.ASKED)
    for made in asked.order_by("pk"):
        move(made, "withdraw")
        resolve_about(made.subject, at=at, reason="ended")


def check_may_decide(complaint: Complaint, made: Compensation, by: Staff, at: dt.datetime) -> None:
    """Sees the complaint, has some authority over such money, and neither asked, owns nor decided the case (5 queries).

    Raises NeverOwn, AboutOwner, Forbidden.
    """
    check_may(complaint, by, P.COMPLAINT_VIEW)
    if limit_of(complaint, by, at).amount <= 0:
        raise Forbidden
    if by.pk in (made.asked_by_id, complaint.owner_id, complaint.decided_by_id):
        raise NeverOwn


def check_limit(complaint: Complaint, made: Compensation, by: Staff, at: dt.datetime) -> None:
    """Within the approver's own limits (4 queries). Raises OverOwnLimit, OverMonthCap."""
    own = limit_of(complaint, by, at)
    if made.amount > own.amount:
        raise OverOwnLimit(limit=own.amount)
    used = limits.used(by.pk, MONEY, month=limits.month_of(complaint.branch, at))
    if own.month_cap is not None and used + made.amount > own.month_cap:
        raise OverMonthCap(cap=own.month_cap)


def limit_of(complaint: Complaint, staff: Staff, at: dt.datetime) -> Limit:
    """What a person may approve alone (3 queries)."""
    return limits.limit_for(staff, complaint.branch, MONEY, at=at)


def settle(complaint: Complaint, made: Compensation, *, by: Staff, at: dt.datetime, text: str = "") -> None:
    """Nobody waits for a decision any more."""
    resolve_about(made.subject, at=at, reason=made.status)
    note(complaint, made, by=by, at=at, text=text)


def note(complaint: Complaint, made: Compensation, *, by: Staff, at: dt.datetime, text: str) -> None:
    """A line for colleagues."""
    values = {"compensation": made.pk, "amount": str(made.amount), "status": made.status}
    moving.log(complaint, EntryKind.COMPENSATION, by=by.actor, at=at, text=text, values=values)


def locked(made: Compensation) -> tuple[Complaint, Compensation]:
    """The complaint and the compensation, locked in this order (2 statements)."""
    complaint = moving.locked(Complaint(pk=made.complaint_id))
    return complaint, Compensation.objects.select_for_update(no_key=True).get(pk=made.pk)


def check_move(made: Compensation, verb: str) -> CompensationStatus:
    """Where the verb leads. Raises IllegalFollowMove."""
    sources, target = COMPENSATION_MOVES[verb]
    if made.status not in sources:
        raise IllegalFollowMove(status=CompensationStatus(made.status).label)
    return target


def move(made: Compensation, verb: str, **fields: Any) -> None:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    made.status = check_move(made, verb)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=["status", *[name.removesuffix("_id") for name in fields]])
