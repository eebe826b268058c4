"""Doubtful bills: a specialist is asked, takes the bill up and says what it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.deciding import check_other
from lobby.floor.domain.joined import forget_stale
from lobby.floor.enums.bills import BILL_MOVES, BillDoubt, BillKind, BillStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.bills import IllegalBillMove, NoDoubt, NotYourExamination
from lobby.floor.events.seizures import BillAsked, BillMoved
from lobby.floor.models import BillCheck
from lobby.floor.wording import check_words
from lobby.live import journal

WAITING = "bill.waiting"


def ask(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    kind: BillKind,
    doubts: Iterable[BillDoubt],
    bill_no: str = "",
    note: str = "",
    subject: subjects.Pair | None = None,
) -> BillCheck:
    """A specialist is called; when nobody takes it up in time, the head hears of it.

    Raises NoDoubt, AppearanceNoted, SubjectUnknown.
    """
    seen = list(dict.fromkeys(doubts))
    if not seen:
        raise NoDoubt
    with journal.unit(by=staff.actor, at=at):
        check = BillCheck.objects.create(
            branch=branch,
            kind=kind,
            bill_no=bill_no.strip(),
            doubts=seen,
            note=check_words(note),
            asked_by=staff,
            asked_at=at,
            **subjects.columns(subject, branch),
        )
        raise_alert(
            branch,
            WAITING,
            by=staff.actor,
            at=at,
            subject=("bill_check", check.pk),
            values={"name": staff.name, "kind": both(BillKind(kind).label)},
        )
        journal.record(BillAsked(**news_of(check)))
    return check


def accept(check: BillCheck, *, by: Staff, at: dt.datetime) -> BillCheck:
    """A specialist takes it up. Raises IllegalBillMove, NotForOneself."""
    with journal.unit(by=by.actor, at=at):
        check = locked(check)
        check_move(check, "accept")
        check_other(by, check.asked_by_id)
        resolve_about(("bill_check", check.pk), at=at, reason="taken up")
        return move(check, "accept", examiner=by, accepted_at=at)


def find(check: BillCheck, *, by: Staff, at: dt.datetime, result: BillStatus, finding: str) -> BillCheck:
    """What the specialist who took it up found, in words.

    Raises ReasonMissing, AppearanceNoted, IllegalBillMove, NotYourExamination.
    """
    if not finding.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        check = locked(check)
        check_move(check, f"find_{result.value}")
        if check.examiner_id != by.pk:
            raise NotYourExamination(name=check.examiner.name if check.examiner else "")
        return move(check, f"find_{result.value}", ended_at=at, finding=check_words(finding))


def withdraw(check: BillCheck, *, by: Staff, at: dt.datetime) -> BillCheck:
    """Whoever asked needs it no more. Raises IllegalBillMove, NotForOneself."""
    with journal.unit(by=by.actor, at=at):
        check = locked(check)
        check_move(check, "withdraw")
        if check.asked_by_id != by.pk:
            raise NotForOneself
        resolve_about(("bill_check", check.pk), at=at, reason="withdrawn")
        return move(check, "withdraw", ended_at=at)


def locked(check: BillCheck) -> BillCheck:
    """Read it again with its row locked (1 statement)."""
    rows = BillCheck.objects.select_for_update(no_key=True, of=("self",)).select_related(
        "branch", "asked_by", "examiner"
    )
    found = rows.get(pk=check.pk)
    forget_stale(found, "examiner")
    return found


def check_move(check: BillCheck, verb: str) -> BillStatus:
    """Return the state the verb leads to; raises IllegalBillMove when the table does not list it."""
    sources, target = BILL_MOVES[verb]
    if check.status not in sources:
        raise IllegalBillMove(status=BillStatus(check.status).label)
    return target


def move(check: BillCheck, verb: str, **fields: Any) -> BillCheck:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked."""
    check.status = check_move(check, verb)
    for name, value in fields.items():
        setattr(check, name, value)
    check.save(update_fields=["status", *fields])
    journal.record(BillMoved(**news_of(check)))
    return check


def news_of(check: BillCheck) -> dict[str, Any]:
    """The values that every event of a bill check carries."""
    return {"branch_id": check.branch_id, "bill_check": check.pk, "kind": check.kind, "status": check.status}
