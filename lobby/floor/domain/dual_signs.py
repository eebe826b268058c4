"""Two signatures: the first opens, the second closes within its time."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at
from lobby.floor.domain.deciding import check_other
from lobby.floor.enums.dual_signs import DUAL_MOVES, DualKind, DualStatus
from lobby.floor.errors import EmptyText
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.dual_signs import IllegalDualMove, SignedTooLate
from lobby.floor.events.authority import DualEnded, DualOpened, DualSigned
from lobby.floor.models import Deadline, DualSign
from lobby.live import journal

EXPIRY = "dual_sign.expiry"


def open_sign(
    first: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    kind: DualKind,
    text: str,
    subject: subjects.Pair | None = None,
) -> DualSign:
    """The first person signs; the second one has `dual_sign_within_s` for it. Raises EmptyText, SubjectUnknown."""
    if not text.strip():
        raise EmptyText
    with journal.unit(by=first.actor, at=at):
        policy = policy_at(branch, at)
        sign_off = DualSign.objects.create(
            branch=branch,
            kind=kind,
            text=text.strip(),
            first=first,
            first_at=at,
            expires_at=at + dt.timedelta(seconds=policy.dual_sign_within_s),
            **subjects.columns(subject, branch),
        )
        deadlines.set_deadline(
            EXPIRY,
            branch_id=branch.pk,
            subject=("dual_sign", sign_off.pk),
            due_at=sign_off.expires_at,
            policy=policy,
        )
        journal.record(DualOpened(**news_of(sign_off)))
    return sign_off


def sign(sign_off: DualSign, *, second: Staff, at: dt.datetime, on_same_device: bool = False) -> DualSign:
    """The second person signs. Raises IllegalDualMove, NotForOneself, SignedTooLate."""
    with journal.unit(by=second.actor, at=at):
        sign_off = locked(sign_off)
        check_move(sign_off, "sign")
        check_other(second, sign_off.first_id)
        if at > sign_off.expires_at:
            raise SignedTooLate
        deadlines.stop(subject=("dual_sign", sign_off.pk), at=at)
        move(sign_off, "sign", second=second, second_at=at, ended_at=at, on_same_device=on_same_device)
        journal.record(DualSigned(**news_of(sign_off), second=second.pk))
    return sign_off


def withdraw(sign_off: DualSign, *, by: Staff, at: dt.datetime) -> DualSign:
    """The first person takes it back. Raises IllegalDualMove, NotForOneself."""
    with journal.unit(by=by.actor, at=at):
        sign_off = locked(sign_off)
        check_move(sign_off, "withdraw")
        if sign_off.first_id != by.pk:
            raise NotForOneself
        deadlines.stop(subject=("dual_sign", sign_off.pk), at=at)
        return end(sign_off, "withdraw", at=at)


def when_it_expires(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody signed in time."""
    sign_off = locked(DualSign(pk=deadline.subject_id))
    if sign_off.status in DUAL_MOVES["expire"][0]:
        with journal.unit(by=SYSTEM, at=at):
            end(sign_off, "expire", at=at)


def end(sign_off: DualSign, verb: str, *, at: dt.datetime) -> DualSign:
    """It ends with one signature."""
    move(sign_off, verb, ended_at=at)
    journal.record(DualEnded(**news_of(sign_off), reason=sign_off.status))
    return sign_off


def locked(sign_off: DualSign) -> DualSign:
    """Read it again with its row locked (1 statement)."""
    return (
        DualSign.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch", "first")
        .get(pk=sign_off.pk)
    )


def check_move(sign_off: DualSign, verb: str) -> DualStatus:
    """Return the state the verb leads to; raises IllegalDualMove when the table does not list it."""
    sources, target = DUAL_MOVES[verb]
    if sign_off.status not in sources:
        raise IllegalDualMove(status=DualStatus(sign_off.status).label)
    return target


def move(sign_off: DualSign, verb: str, **fields: Any) -> DualSign:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    sign_off.status = check_move(sign_off, verb)
    for name, value in fields.items():
        setattr(sign_off, name, value)
    sign_off.save(update_fields=["status", *fields])
    return sign_off


def news_of(sign_off: DualSign) -> dict[str, Any]:
    """The values that every event of a sign-off carries."""
    return {
        "branch_id": sign_off.branch_id,
        "dual_sign": sign_off.pk,
        "kind": sign_off.kind,
        "first": sign_off.first_id,
    }
