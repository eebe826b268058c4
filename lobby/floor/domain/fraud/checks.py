"""The five questions, and a supervisor's decision where enough of them are answered with yes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import subjects
from lobby.floor.amounts import yuan
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.domain.deciding import check_other, check_same_day, roles_to_ask
from lobby.floor.enums.fraud import CHECK_MOVES, CheckStatus, FraudSign
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.fraud import FraudGate, IllegalCheckMove, UnderReview
from lobby.floor.events.fraud import FraudAsked, FraudDecided
from lobby.floor.models import Deadline, FraudCheck
from lobby.floor.selectors import fraud as selectors
from lobby.floor.wording import check_words
from lobby.live import journal

REVIEW = "fraud.review"
LAPSE = "fraud.lapse"


def check(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    signs: Iterable[FraudSign],
    amount: Decimal | int | str | None = None,
    note: str = "",
    subject: subjects.Pair | None = None,
) -> FraudCheck:
    """Write down what the customer answered; enough signs need a supervisor, who is called.

    Raises AppearanceNoted, BadAmount, SubjectUnknown, UnderReview.
    """
    seen = list(dict.fromkeys(signs))
    with journal.unit(by=staff.actor, at=at):
        about = subjects.columns(subject, branch)
        if subject is not None and selectors.under_review(subject):
            raise UnderReview
        needs_review = len(seen) >= policy_at(branch, at).fraud_signs_review
        made = FraudCheck(
            branch=branch,
            amount=None if amount is None else yuan(amount),
            signs=seen,
            note=check_words(note),
            status=CheckStatus.IN_REVIEW if needs_review else CheckStatus.CLEAR,
            asked_by=staff,
            asked_at=at,
            **about,
        )
        save_new(made)
        if needs_review:
            call_supervisor(made, at=at)
        journal.record(FraudAsked(**news_of(made), signs=len(seen)))
    return made


def save_new(made: FraudCheck) -> None:
    """One open review of a subject, also of two that are asked for at once. Raises UnderReview."""
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as error:
        raise UnderReview from error


def call_supervisor(made: FraudCheck, *, at: dt.datetime) -> None:
    """Raise the alert; a review that nobody did lapses with the day."""
    subject = ("fraud_check", made.pk)
    raise_alert(
        made.branch,
        REVIEW,
        by=made.asked_by.actor,
        at=at,
        subject=subject,
        values={"name": made.asked_by.name, "signs": len(made.signs)},
        roles=roles_to_ask(made.branch, made.asked_by, RoleCode.TELLER_LEAD, RoleCode.HEAD),
    )
    due_at = day_bounds(made.branch, business_date(made.branch, at))[1]
    deadlines.set_deadline(LAPSE, branch_id=made.branch_id, subject=subject, due_at=due_at)


def release(made: FraudCheck, *, by: Staff, at: dt.datetime, decision: str) -> FraudCheck:
    """The customer knows what it is about: the service may go on.

    Raises ReasonMissing, AppearanceNoted, IllegalCheckMove, TooLate after its day, NotForOneself.
    """
    return decide(made, "release", by=by, at=at, decision=decision)


def stop(made: FraudCheck, *, by: Staff, at: dt.datetime, decision: str) -> FraudCheck:
    """The service is not done. Raises ReasonMissing, AppearanceNoted, IllegalCheckMove, NotForOneself."""
    return decide(made, "stop", by=by, at=at, decision=decision)


def decide(made: FraudCheck, verb: str, *, by: Staff, at: dt.datetime, decision: str) -> FraudCheck:
    """Write the decision of somebody else down, with its grounds."""
    if not decision.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        made = locked(made)
        check_move(made, verb)
        if verb == "release":
            check_same_day(made.branch, made.asked_at, at)
        check_other(by, made.asked_by_id)
        deadlines.stop(subject=("fraud_check", made.pk), at=at)
        resolve_about(("fraud_check", made.pk), at=at, reason="decided")
        return move(made, verb, decided_by=by, decided_at=at, decision=check_words(decision))


def when_the_day_ends(deadline: Deadline, at: dt.datetime) -> None:
    """Nobody decided, and the service was not done."""
    made = locked(FraudCheck(pk=deadline.subject_id))
    if made.status in CHECK_MOVES["lapse"][0]:
        resolve_about(("fraud_check", made.pk), at=at, reason="lapsed")
        move(made, "lapse", decided_at=at)


def check_gate(subject: subjects.Pair) -> None:
    """A service under review, or stopped, is not finished as done (1 query). Raises FraudGate."""
    made = selectors.open_check(subject)
    if made is not None:
        raise FraudGate(status=CheckStatus(made.status).label)


def locked(made: FraudCheck) -> FraudCheck:
    """Read it again with its row locked (1 statement)."""
    return (
        FraudCheck.objects.select_for_update(no_key=True, of=("self",))
        .select_related("branch", "asked_by")
        .get(pk=made.pk)
    )


def check_move(made: FraudCheck, verb: str) -> CheckStatus:
    """Return the state the verb leads to; raises IllegalCheckMove when the table does not list it."""
    sources, target = CHECK_MOVES[verb]
    if made.status not in sources:
        raise IllegalCheckMove(status=CheckStatus(made.status).label)
    return target


def move(made: FraudCheck, verb: str, **fields: Any) -> FraudCheck:
    """Take the verb's move, save it with the named fields and tell (1 statement). The row must be locked."""
    made.status = check_move(made, verb)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save(update_fields=["status", *fields])
    journal.record(FraudDecided(**news_of(made)))
    return made


def news_of(made: FraudCheck) -> dict[str, Any]:
    """The values that every event of a check carries."""
    about = f"{made.subject_type}:{made.subject_id}" if made.subject_type else ""
    return {"branch_id": made.branch_id, "fraud_check": made.pk, "about": about, "status": made.status}
