"""Compensation: never approved by whoever asked or owns the case, never over one's own limits."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from complaints.domain import follow
from complaints.enums.cases import EntryKind, Step
from complaints.enums.follow import COMPENSATION_ASKED, COMPENSATION_MOVES, CompensationStatus
from complaints.errors.cases import AboutOwner, EndedForGood, WordsMissing
from complaints.errors.follow import IllegalFollowMove, NeverOwn, OverMonthCap
from complaints.models import Compensation, Complaint
from lobby.branches.authority import install_limits
from lobby.branches.enums import AuthorityAction
from lobby.branches.errors import Forbidden, Invalid
from lobby.branches.models import Staff
from lobby.floor.errors.authority import BadAmount, OverOwnLimit
from lobby.floor.models import Alert, AuthorityUse
from tests.complaints.follow.conftest import HOUR

C = CompensationStatus


@pytest.fixture(autouse=True)
def limits(db: None) -> None:
    """The shipped ones: an operations supervisor 200 at one time and 2,000 a month, the head 2,000."""
    install_limits()


def ask(complaint: Complaint, by: Staff, at: dt.datetime, amount: Any = 150, **changed: Any) -> Compensation:
    whole = {"amount": amount, "reason": "bank_error", "text": "重复扣费"}
    return follow.ask_compensation(complaint, by=by, at=at, **{**whole, **changed})


def test_another_approves_it_and_it_counts_towards_that_month(
    resolving: Complaint, manager: Staff, lead: Staff, at: dt.datetime
) -> None:
    made = ask(resolving, manager, at)
    alert = Alert.objects.get(kind=COMPENSATION_ASKED)
    assert alert.values == {"number": resolving.number, "amount": "150.00"}

    made = follow.approve_compensation(made, by=lead, at=at + HOUR)

    use = AuthorityUse.objects.get()
    assert (made.status, made.decided_by, made.handler, made.use) == (C.APPROVED, lead, manager, use)
    assert (use.staff, use.action, use.amount, use.status) == (
        lead,
        AuthorityAction.COMPENSATION,
        Decimal("150.00"),
        "granted",
    )
    assert Alert.objects.get(kind=COMPENSATION_ASKED).resolved_at == at + HOUR
    statuses = [line.values["status"] for line in resolving.entries.filter(kind=EntryKind.COMPENSATION)]
    assert statuses == [C.ASKED, C.APPROVED]
    assert not resolving.entries.filter(kind=EntryKind.COMPENSATION, is_for_customer=True).exists()


def test_limits_at_one_time_and_a_month(
    resolving: Complaint, manager: Staff, lead: Staff, head: Staff, at: dt.datetime
) -> None:
    large = ask(resolving, manager, at, "200.01")
    with pytest.raises(OverOwnLimit):
        follow.approve_compensation(large, by=lead, at=at)
    assert follow.approve_compensation(large, by=head, at=at).status == C.APPROVED
    for _ in range(10):
        follow.approve_compensation(ask(resolving, manager, at, 200), by=lead, at=at)

    with pytest.raises(OverMonthCap):
        follow.approve_compensation(ask(resolving, manager, at, "0.01"), by=lead, at=at)

    assert not AuthorityUse.objects.exclude(status="granted").exists()
    month_later = at + dt.timedelta(days=31)
    assert follow.approve_compensation(ask(resolving, manager, at, 200), by=lead, at=month_later).status == C.APPROVED


def test_nobody_decides_their_own(
    resolving: Complaint, manager: Staff, lead: Staff, head: Staff, protector: Staff, at: dt.datetime
) -> None:
    by_lead, by_manager = ask(resolving, lead, at), ask(resolving, manager, at)
    Complaint.objects.filter(pk=resolving.pk).update(owner=head)
    for verb in ("approve", "refuse"):
        refused = [(NeverOwn, lead, by_lead), (NeverOwn, head, by_manager), (Forbidden, protector, by_manager)]
        for error, who, made in refused:
            with pytest.raises(error):
                decide(verb, made, who, at)
    Complaint.objects.filter(pk=resolving.pk).update(owner=manager, about_staff=head)
    with pytest.raises(AboutOwner):
        decide("approve", by_manager, head, at)
    for who in (lead, manager):
        with pytest.raises(IntegrityError), transaction.atomic():
            Compensation.objects.filter(pk=by_lead.pk).update(status=C.REFUSED, decided_by=who, handler=manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Compensation.objects.filter(pk=by_lead.pk).update(status=C.APPROVED)


def decide(verb: str, made: Compensation, by: Staff, at: dt.datetime) -> Compensation:
    if verb == "approve":
        return follow.approve_compensation(made, by=by, at=at)
    if verb == "refuse":
        return follow.refuse_compensation(made, by=by, at=at, text="没有依据")
    return follow.withdraw_compensation(made, by=made.asked_by, at=at)


@pytest.mark.parametrize("status", C)
@pytest.mark.parametrize("verb", COMPENSATION_MOVES)
def test_every_state_meets_every_verb(
    resolving: Complaint, manager: Staff, lead: Staff, at: dt.datetime, status: C, verb: str
) -> None:
    made = ask(resolving, manager, at)
    before = {C.APPROVED: "approve", C.REFUSED: "refuse", C.WITHDRAWN: "withdraw"}
    if status in before:
        decide(before[status], made, lead, at)

    if status in COMPENSATION_MOVES[verb][0]:
        assert decide(verb, made, lead, at).status == COMPENSATION_MOVES[verb][1]
    else:
        with pytest.raises(IllegalFollowMove):
            decide(verb, made, lead, at)
        assert Compensation.objects.get().status == status


def test_what_may_be_asked(resolving: Complaint, manager: Staff, teller: Staff, lead: Staff, at: dt.datetime) -> None:
    def refused(error: type[Exception], by: Staff = manager, **changed: Any) -> None:
        with pytest.raises(error):
            ask(resolving, by, at, **changed)

    refused(Forbidden, teller)
    refused(WordsMissing, text="")
    refused(Invalid, reason="simple")
    for amount in (0, -5, "1.001", "NaN", "1e12", "一百"):
        refused(BadAmount, amount=amount)
    with pytest.raises(Forbidden):
        follow.withdraw_compensation(ask(resolving, lead, at), by=teller, at=at)
    with pytest.raises(WordsMissing):
        follow.refuse_compensation(ask(resolving, manager, at), by=lead, at=at, text="")
    Complaint.objects.filter(pk=resolving.pk).update(step=Step.WITHDRAWN, ended_at=at)
    refused(EndedForGood)
