"""What the cash side writes about customers says nothing of looks or health (N02, N18)."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import AuthorityAction
from lobby.floor.domain import authority, bills
from lobby.floor.domain.fraud import cases, checks, talks
from lobby.floor.domain.seizures import appraising, reporting
from lobby.floor.enums.authority import UseReason
from lobby.floor.enums.bills import BillDoubt, BillKind
from lobby.floor.enums.fraud import FraudKind, FraudSign, FraudStep
from lobby.floor.enums.seizures import ReportReason
from lobby.floor.models import AuthorityUse, BillCheck, Dissuasion, FraudCaseStep, FraudCheck, Reminder
from lobby.floor.wording import AppearanceNoted

LOOKS = "客户穿着体面"
SIGNS = [FraudSign.CODES, FraudSign.HURRY]


def test_what_is_noted_when_something_begins(teller, branch, limits, at):
    waived = {"action": AuthorityAction.FEE_WAIVER, "amount": 10, "reason": UseReason.LONG_WAIT}
    talked = {"kind": FraudKind.PHONE, "is_convinced": True, "amount": 5}
    noted = [
        lambda: checks.check(teller, branch, at=at, signs=SIGNS, note=LOOKS),
        lambda: talks.talk(teller, branch, at=at, note=LOOKS, **talked),
        lambda: talks.talk(teller, branch, at=at, police=LOOKS, **talked),
        lambda: authority.use(teller, branch, at=at, note=LOOKS, **waived),
        lambda: bills.ask(teller, branch, at=at, kind=BillKind.CHEQUE, doubts=[BillDoubt.PRINT], note=LOOKS),
    ]

    for note in noted:
        with pytest.raises(AppearanceNoted):
            note()

    assert not any(model.objects.exists() for model in (FraudCheck, Dissuasion, AuthorityUse, BillCheck))


def test_what_is_decided_about_a_fraud(teller, lead, branch, at):
    made = checks.check(teller, branch, at=at, signs=SIGNS)
    case = cases.open_case(teller, branch, at=at, kind=FraudKind.PHONE, amount=5)
    noted = [
        lambda: checks.stop(made, by=lead, at=at, decision=LOOKS),
        lambda: cases.take_step(case, by=teller, at=at, step=FraudStep.CALM, note=LOOKS),
        lambda: cases.follow_up(case, by=teller, at=at, due_at=at + dt.timedelta(hours=1), text=LOOKS),
    ]

    for note in noted:
        with pytest.raises(AppearanceNoted):
            note()

    assert not FraudCaseStep.objects.exists()
    assert not Reminder.objects.filter(kind=cases.FOLLOW_UP).exists()


def test_what_is_said_of_whoever_brought_counterfeit_money(seized, lead, at):
    seizure = seized("found")
    asked = appraising.ask_appraisal(seized("in_custody", number="JB-0002"), by=lead, at=at, appraiser="PBOC")

    with pytest.raises(AppearanceNoted):
        reporting.add_reasons(seizure, by=lead, at=at, reasons=[ReportReason.CLUE], clue=LOOKS)
    with pytest.raises(AppearanceNoted):
        appraising.confirm(asked, by=lead, at=at, outcome=LOOKS)
