"""Joining complaints: nobody waits longer for it, and nobody is offered anything meanwhile."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from complaints.domain import cases
from complaints.enums.cases import ReceiptChannel, Step
from complaints.errors.cases import JoinsLater, NotTheSameMatter
from complaints.models import ComplaintTerms
from lobby.branches.actors import CUSTOMER
from lobby.branches.models import Branch, Service, Staff
from lobby.customers.selectors.cards import is_contact_held
from tests import factories
from tests.complaints.factories import make_complaint

DAY = dt.timedelta(days=1)


def test_only_into_an_undecided_one_that_is_due_no_later(
    branch: Branch, complete: dict[str, Any], protector: Staff, at: dt.datetime
) -> None:
    older = make_complaint(branch, **complete, received_at=at - DAY)
    newer = make_complaint(branch, **complete, received_at=at)
    decided = make_complaint(branch, **complete, received_at=at - 2 * DAY, step=Step.FOLLOWUP)
    join = {"by": protector, "at": at, "text": "同一件事"}

    with pytest.raises(JoinsLater):
        cases.merge(older, into=newer, **join)
    with pytest.raises(NotTheSameMatter):
        cases.merge(newer, into=decided, **join)
    assert cases.merge(newer, into=older, **join).merged_into == older
    assert newer.clocks.filter(stopped_at=None).count() == 0
    assert older.clocks.filter(stopped_at=None).count() == 2


def test_a_joined_customer_is_left_in_peace_until_the_matter_ends(
    branch: Branch, cash: Service, terms: ComplaintTerms, protector: Staff, manager: Staff, at: dt.datetime
) -> None:
    first, second = (
        cases.receive(
            branch,
            by=CUSTOMER,
            at=at,
            channel=ReceiptChannel.PAGE,
            content="等太久",
            ticket=factories.make_ticket(cash, at, by=manager),
        )
        for _ in range(2)
    )

    cases.merge(second, by=protector, at=at, into=first, text="同一件事")
    assert is_contact_held(visit_id=second.visit_id)
    cases.withdraw(first, by=CUSTOMER, at=at)
    assert not is_contact_held(visit_id=first.visit_id)
    assert not is_contact_held(visit_id=second.visit_id)
