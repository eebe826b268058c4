"""Cases of fraud: five steps in their order, follow-ups, and a close that needs all five (S176f)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.floor.amounts import yuan
from lobby.floor.domain import attachments, reminders
from lobby.floor.enums.fraud import CASE_MOVES, STEPS, CaseStatus, FraudKind, FraudStep
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.authority import SubjectUnknown
from lobby.floor.errors.fraud import CaseClosed, StepIncomplete, StepOutOfOrder, StepsMissing
from lobby.floor.events.fraud import FraudCaseClosed, FraudCaseOpened, FraudStepTaken
from lobby.floor.models import FraudCase, FraudCaseStep, FraudCheck, Reminder
from lobby.floor.wording import check_words
from lobby.live import journal

FOLLOW_UP = "fraud.follow_up"


def open_case(
    staff: Staff,
    branch: Branch,
    *,
    at: dt.datetime,
    kind: FraudKind,
    amount: Decimal | int | str,
    customer_name: str = "",
    customer_phone: str = "",
    check: FraudCheck | None = None,
) -> FraudCase:
    """A customer was cheated of an amount in yuan; whoever opens the case keeps it. Raises BadAmount, SubjectUnknown."""
    if check is not None and check.branch_id != branch.pk:
        raise SubjectUnknown
    with journal.unit(by=staff.actor, at=at):
        case = FraudCase.objects.create(
            branch=branch,
            day=business_date(branch, at),
            check_made=check,
            kind=kind,
            customer_name=customer_name.strip(),
            customer_phone=customer_phone.strip(),
            amount=yuan(amount, or_nothing=True),
            owner=staff,
            opened_at=at,
        )
        journal.record(FraudCaseOpened(**news_of(case)))
    return case


def take_step(
    case: FraudCase,
    *,
    by: Staff,
    at: dt.datetime,
    step: FraudStep,
    note: str,
    police_no: str = "",
    evidence: Iterable[int] = (),
) -> FraudCase:
    """The next step is done; pictures and papers are kept with their hashes.

    Raises CaseClosed, StepOutOfOrder, StepIncomplete, AppearanceNoted, AttachmentUnknown.
    """
    with journal.unit(by=by.actor, at=at):
        case = locked(case)
        check_move(case, "take_step")
        if step != case.steps_done + 1:
            raise StepOutOfOrder(step=next_step(case))
        if missing := what_is_missing(step, note, police_no):
            raise StepIncomplete(missing=missing)
        taken = FraudCaseStep.objects.create(case=case, step=step, note=check_words(note), by=by, at=at)
        kept = attachments.bind(evidence, subject=("fraud_step", taken.pk), branch=case.branch, by=by)
        case.steps_done = step
        case.police_no = police_no.strip() or case.police_no
        case.save(update_fields=["steps_done", "police_no"])
        journal.record(FraudStepTaken(**news_of(case), step=step, evidence=[one.sha256 for one in kept]))
    return case


def what_is_missing(step: FraudStep, note: str, police_no: str) -> str:
    """What a step still has to say, in words; empty when it is whole."""
    if not note.strip():
        return _("what was done")
    return _("the number of the police report") if step == FraudStep.POLICE and not police_no.strip() else ""


def follow_up(case: FraudCase, *, by: Staff, at: dt.datetime, due_at: dt.datetime, text: str) -> Reminder:
    """Remind the case's owner to ask again. Raises CaseClosed, ReasonMissing, AppearanceNoted."""
    if not text.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        case = locked(case)
        check_move(case, "follow_up")
        return reminders.create(
            case.owner,
            case.branch,
            by=by.actor,
            at=at,
            due_at=due_at,
            kind=FOLLOW_UP,
            values={"text": check_words(text)},
            subject=("fraud_case", case.pk),
        )


def close(case: FraudCase, *, by: Staff, at: dt.datetime, recovered: Decimal | int | str, outcome: str) -> FraudCase:
    """All five steps are taken; so much came back, in yuan.

    Raises ReasonMissing, AppearanceNoted, BadAmount, CaseClosed, StepsMissing.
    """
    if not outcome.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        case = locked(case)
        target = check_move(case, "close")
        if case.steps_done < STEPS:
            raise StepsMissing(step=next_step(case))
        case.status, case.closed_at = target, at
        case.recovered, case.outcome = yuan(recovered, or_nothing=True), check_words(outcome)
        case.save(update_fields=["status", "closed_at", "recovered", "outcome"])
        reminders.cancel_about(("fraud_case", case.pk), at=at, reason="closed", kind=FOLLOW_UP)
        journal.record(FraudCaseClosed(**news_of(case)))
    return case


def next_step(case: FraudCase) -> str:
    """The name of the step that comes next; of the last one when all are taken."""
    return str(FraudStep(min(case.steps_done + 1, STEPS)).label)


def locked(case: FraudCase) -> FraudCase:
    """Read it again with its row locked (1 statement)."""
    return (
        FraudCase.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "owner").get(pk=case.pk)
    )


def check_move(case: FraudCase, verb: str) -> CaseStatus:
    """Return the state the verb leads to; raises CaseClosed when the table does not list it."""
    sources, target = CASE_MOVES[verb]
    if case.status not in sources:
        raise CaseClosed
    return target


def news_of(case: FraudCase) -> dict[str, Any]:
    """The values that every event of a case carries."""
    return {"branch_id": case.branch_id, "fraud_case": case.pk, "kind": case.kind}
