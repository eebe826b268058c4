"""The table of moves: every step against every verb, and what each verb leaves behind."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import transaction

from complaints.domain.cases import moving
from complaints.enums.cases import COMPLAINT_MOVES, ClockKind, EntryKind, Step
from complaints.errors.cases import IllegalComplaintMove
from complaints.models import Complaint, ComplaintStep
from lobby.branches.models import Branch, Staff
from lobby.customers.models import ContactHold
from lobby.live import journal
from tests.complaints.cases.acting import ACTS, act
from tests.complaints.factories import make_complaint

S, K = Step, ClockKind
# Verb → whether the clocks count as met afterwards: first feedback, legal. None ended without being due.
STOPS: dict[str, tuple[bool | None, bool | None]] = {
    "decide": (True, True),
    "settle": (True, True),
    "withdraw": (None, None),
    "merge": (True, None),
    "reject": (True, None),
}


def test_every_step_against_every_verb(
    branch: Branch, complete: dict[str, Any], manager: Staff, protector: Staff, at: dt.datetime
) -> None:
    people = {"owner": manager, "protector": protector}
    other = make_complaint(branch, **complete)
    found = {step: make_complaint(branch, step=step, **fields_of(step, complete, other)) for step in S}
    later, outcomes = at + dt.timedelta(hours=1), {}

    for verb in ACTS:
        more = {"into": other} if verb == "merge" else {}
        for step, complaint in found.items():
            with transaction.atomic():
                outcomes[verb, step] = outcome(verb, complaint, at=later, people=people, **more)
                transaction.set_rollback(True)

    assert outcomes == {
        (verb, step): COMPLAINT_MOVES[verb][1] if step in COMPLAINT_MOVES[verb][0] else None
        for verb in ACTS
        for step in S
    }
    with_others = {"close", "ask_review", "decide_review"}
    assert set(COMPLAINT_MOVES) - with_others == set(ACTS)


def fields_of(step: Step, complete: dict[str, Any], other: Complaint) -> dict[str, Any]:
    """What a row of a step has to have."""
    return {**complete, "merged_into": other} if step == S.MERGED else complete


def outcome(verb: str, complaint: Complaint, **how: Any) -> Step | None:
    """The step that a verb leads to, with everything that goes with it; None where it is refused and changes nothing."""
    before = facts(complaint)
    try:
        act(verb, complaint, **how)
    except IllegalComplaintMove:
        assert facts(complaint) == before
        return None
    complaint.refresh_from_db()
    line = complaint.entries.filter(kind=EntryKind.MOVED).get()
    assert (line.values["verb"], line.at) == (verb, how["at"])
    steps = list(ComplaintStep.objects.filter(complaint=complaint, ended_at__isnull=True))
    assert [(one.step, one.due_at) for one in steps] == [(complaint.step, complaint.step_due_at)] * complaint.is_open
    assert (complaint.ended_at is None, complaint.step_due_at is not None) == (complaint.is_open, complaint.is_open)
    met = {clock.kind: clock.is_met for clock in complaint.clocks.filter(stopped_at=how["at"])}
    if verb in STOPS and met:
        assert met == dict(zip((K.FIRST_FEEDBACK, K.LEGAL), STOPS[verb], strict=True))
    return Step(complaint.step)


def facts(complaint: Complaint) -> tuple[object, ...]:
    """Everything a refused verb might have touched."""
    return (
        *Complaint.objects.filter(pk=complaint.pk).values_list(),
        list(complaint.steps.values_list()),
        list(complaint.clocks.values_list("pk", "stopped_at", "due_at")),
        complaint.entries.count(),
        ContactHold.objects.count(),
        journal.current_seq(complaint.branch_id),
    )


def test_log_is_only_added_to(branch: Branch, complete: dict[str, Any], at: dt.datetime) -> None:
    from django.db import IntegrityError

    from lobby.branches.actors import SYSTEM

    complaint = make_complaint(branch, **complete)
    with journal.unit(by=SYSTEM, at=at):
        entry = moving.log(complaint, EntryKind.NOTE, by=SYSTEM, at=at, text="x")

    for change in (lambda: entry.__class__.objects.filter(pk=entry.pk).update(values={}), entry.delete):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
