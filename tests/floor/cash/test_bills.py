"""Bill checks: asked, taken up by a specialist, found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import SYSTEM
from lobby.floor.domain import bills
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.bills import BILL_MOVES, RESULTS, BillDoubt, BillKind, BillStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.authority import NotForOneself
from lobby.floor.errors.bills import IllegalBillMove, NoDoubt, NotYourExamination
from lobby.floor.models import Alert, BillCheck
from lobby.live import journal
from tests.faults.interleaving import meet

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def asked(teller, branch, at):
    return bills.ask(
        teller, branch, at=at, kind=BillKind.CHEQUE, doubts=[BillDoubt.PRINT, BillDoubt.PRINT], bill_no="30201"
    )


def test_a_specialist_says_what_it_is(asked, lead, at):
    assert (asked.doubts, Alert.objects.get().roles) == (["print"], ["TELLER_LEAD"])

    taken = bills.accept(asked, by=lead, at=at + MINUTE)
    assert (taken.status, taken.accepted_at) == (BillStatus.EXAMINING, at + MINUTE)
    found = bills.find(taken, by=lead, at=at + 5 * MINUTE, result=BillStatus.GENUINE, finding="水印清晰")

    assert (found.status, found.ended_at) == (BillStatus.GENUINE, at + 5 * MINUTE)
    assert not Alert.objects.filter(resolved_at=None).exists()


def test_nobody_examines_what_they_doubt_themselves(branch, lead, at):
    check = bills.ask(lead, branch, at=at, kind=BillKind.DRAFT, doubts=[BillDoubt.PAPER])

    with pytest.raises(NotForOneself):
        bills.accept(check, by=lead, at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        BillCheck.objects.filter(pk=check.pk).update(examiner=lead)


def test_a_doubt_is_named(teller, branch, at):
    with pytest.raises(NoDoubt):
        bills.ask(teller, branch, at=at, kind=BillKind.DRAFT, doubts=[])


def test_who_took_it_up_says_what_it_is_with_words(asked, lead, head, at):
    bills.accept(asked, by=lead, at=at)

    with pytest.raises(NotYourExamination):
        bills.find(asked, by=head, at=at, result=BillStatus.FAKE, finding="x")
    with pytest.raises(ReasonMissing):
        bills.find(asked, by=lead, at=at, result=BillStatus.FAKE, finding="")


def test_when_nobody_takes_it_up_the_head_hears_of_it(asked, at):
    sweep_deadlines(at=at + 2 * MINUTE)
    assert Alert.objects.get().roles == ["TELLER_LEAD"]
    sweep_deadlines(at=at + dt.timedelta(days=2))

    assert Alert.objects.get().roles == ["TELLER_LEAD", "HEAD"]


def test_only_who_asked_withdraws(asked, teller, teller2, at):
    with pytest.raises(NotForOneself):
        bills.withdraw(asked, by=teller2, at=at)

    assert bills.withdraw(asked, by=teller, at=at).status == BillStatus.WITHDRAWN


@pytest.mark.parametrize("verb", BILL_MOVES)
@pytest.mark.parametrize("status", BillStatus)
def test_every_move_of_the_table(asked, teller, lead, at, status, verb):
    examiner = None if status in (BillStatus.WAITING, BillStatus.WITHDRAWN) else lead
    BillCheck.objects.filter(pk=asked.pk).update(status=status, examiner=examiner)
    act = {
        "accept": lambda: bills.accept(asked, by=lead, at=at),
        "withdraw": lambda: bills.withdraw(asked, by=teller, at=at),
        **{
            f"find_{one.value}": lambda one=one: bills.find(asked, by=lead, at=at, result=one, finding="x")
            for one in RESULTS
        },
    }[verb]
    sources, target = BILL_MOVES[verb]

    with journal.unit(by=SYSTEM, at=at):
        if status in sources:
            assert act().status == target
        else:
            with pytest.raises(IllegalBillMove):
                act()


@pytest.mark.django_db(transaction=True)
def test_who_finds_while_another_takes_it_up_hears_whose_it_is(asked, lead, head, at):
    with pytest.raises(NotYourExamination) as refused:
        meet(
            lambda: bills.accept(asked, by=lead, at=at),
            lambda: bills.find(asked, by=head, at=at, result=BillStatus.FAKE, finding="x"),
        )

    assert lead.name in str(refused.value)
