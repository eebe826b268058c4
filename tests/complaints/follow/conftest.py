"""A complaint that was decided, and one that is being resolved."""

from __future__ import annotations

import datetime as dt

import pytest

from complaints.domain import clocks, follow
from complaints.domain.cases import moving
from complaints.enums.cases import ClockKind, Step, Verdict
from complaints.enums.follow import CallResult, Satisfaction
from complaints.models import CallbackTry, Complaint, ComplaintTerms
from lobby.branches.models import Branch, Staff
from lobby.live import journal
from tests.complaints.factories import make_complaint

HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def resolving(branch: Branch, terms: ComplaintTerms, manager: Staff, at: dt.datetime) -> Complaint:
    """The lobby manager is solving it."""
    return make_complaint(branch, owner=manager, step=Step.RESOLVING, received_at=at)


@pytest.fixture
def decided(resolving: Complaint, manager: Staff, at: dt.datetime) -> Complaint:
    """The lobby manager decided it in the moment it came in."""
    return decide(resolving, manager, at)


def decide(complaint: Complaint, by: Staff, at: dt.datetime, verb: str = "decide") -> Complaint:
    """Take the move that tells a decision, which stops both clocks."""
    with journal.unit(by=by.actor, at=at):
        clocks.stop(complaint, *ClockKind, at=at)
        return moving.move(
            moving.locked(complaint),
            verb,
            by=by.actor,
            at=at,
            verdict=Verdict.UPHELD,
            answer="确实等得太久了",
            decided_at=at,
            decided_by=by,
        )


def answered(
    complaint: Complaint,
    by: Staff,
    at: dt.datetime,
    satisfaction: Satisfaction = Satisfaction.SATISFIED,
    is_solved: bool = True,
) -> CallbackTry:
    """The customer answered the return call."""
    return follow.call_back(
        complaint, by=by, at=at, result=CallResult.ANSWERED, is_solved=is_solved, satisfaction=satisfaction
    )


def unanswered(complaint: Complaint, by: Staff, at: dt.datetime) -> CallbackTry:
    """Nobody answered."""
    return follow.call_back(complaint, by=by, at=at, result=CallResult.NOT_REACHED)
