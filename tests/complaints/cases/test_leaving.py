"""What looks like an end or a beginning and must not help anybody around a rule."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.domain import cases, drafting, follow
from complaints.domain.clocks.extending import approve_extension, extend
from complaints.enums.cases import Step
from complaints.enums.clocks import EXTENSION, UNTOUCHED, UNTOUCHED_HEAD
from complaints.errors.clocks import OwnExtension
from complaints.errors.follow import NeverOwn, OwnCase
from complaints.models import ComplaintDraft, ComplaintTerms
from lobby.branches.actors import CUSTOMER
from lobby.branches.authority import install_limits
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from tests.complaints.cases.acting import act
from tests.complaints.factories import make_complaint

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)


def test_who_handled_it_withdraws_nothing_instead_of_the_return_call(
    branch: Branch, complete: dict[str, Any], manager: Staff, lead: Staff, at: dt.datetime
) -> None:
    complaint = make_complaint(branch, **complete, step=Step.RESOLVING)
    act("decide", complaint, at=at, people={"owner": manager})

    cases.assign(complaint, by=manager, at=at, to=lead)
    with pytest.raises(OwnCase):
        cases.withdraw(complaint, by=manager, at=at, text="客户说算了")

    assert cases.withdraw(complaint, by=lead, at=at, text="客户来电撤回").step == Step.WITHDRAWN


def test_who_decided_approves_no_money_for_it(
    branch: Branch, complete: dict[str, Any], manager: Staff, head: Staff, lead: Staff, at: dt.datetime
) -> None:
    install_limits()
    complaint = make_complaint(branch, **{**complete, "owner": head}, step=Step.RESOLVING)
    act("decide", complaint, at=at, people={"owner": head})
    cases.assign(complaint, by=head, at=at, to=manager)
    made = follow.ask_compensation(complaint, by=manager, at=at, amount=50, reason="goodwill", text="安抚")

    with pytest.raises(NeverOwn):
        follow.approve_compensation(made, by=head, at=at)
    assert follow.approve_compensation(made, by=lead, at=at).status == "approved"


def test_an_office_above_gives_more_time_where_the_head_asks_or_is_complained_about(
    branch: Branch, complete: dict[str, Any], manager: Staff, head: Staff, office: Staff, at: dt.datetime
) -> None:
    by_head = make_complaint(branch, **complete, received_at=at)
    extend(by_head, by=head, at=at, reason="要等总行")
    assert Alert.objects.get(kind=EXTENSION).person == office
    with pytest.raises(OwnExtension):
        approve_extension(by_head, by=head, at=at)
    assert approve_extension(by_head, by=office, at=at).decided_by == office

    about_head = make_complaint(branch, **complete, received_at=at, about_staff=head)
    extend(about_head, by=manager, at=at, reason="要等总行")
    assert approve_extension(about_head, by=office, at=at).decided_by == office

    plain = make_complaint(branch, **complete, received_at=at)
    extend(plain, by=manager, at=at, reason="要等总行")
    with pytest.raises(Forbidden):
        approve_extension(plain, by=office, at=at)


def test_a_customer_who_opens_it_again_sets_off_no_warning_at_once(
    branch: Branch, complete: dict[str, Any], manager: Staff, head: Staff, at: dt.datetime
) -> None:
    complaint = make_complaint(branch, **complete, step=Step.RESOLVING)
    act("decide", complaint, at=at, people={"owner": manager})

    cases.reopen(complaint, by=CUSTOMER, at=at + 9 * DAY, text="又扣了一次")
    sweep_deadlines(at=at + 9 * DAY + MINUTE)

    assert not Alert.objects.filter(kind__in=[UNTOUCHED, UNTOUCHED_HEAD]).exists()


def test_a_draft_saved_while_it_becomes_a_complaint_is_no_error(
    branch: Branch, terms: ComplaintTerms, manager: Staff, at: dt.datetime
) -> None:
    drafting.hear(branch, by=manager, at=at)
    open_in_a_page = ComplaintDraft.objects.get()
    assert drafting.keep(open_in_a_page, by=manager, at=at, words={"content": "等太久"})
    assert drafting.words_of(ComplaintDraft.objects.get()) == {"content": "等太久"}
    drafting.take_down(branch, by=manager, at=at, ticket=None, channel="visit", content="等太久")

    assert not drafting.keep(open_in_a_page, by=manager, at=at, words={"content": "等太久了"})
