"""A customer with everything that a portrait shows, and the clock of the views."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine

from lobby.branches.models import Branch, Service, Staff
from lobby.customers.domain.finding import add_bank_card
from lobby.customers.models import Customer
from lobby.customers.numbers import document_index, phone_index
from queueing.models import Ticket
from tests import factories
from tests.marketing.factories import make_customer

PHONE, DOCUMENT, BANK_CARD = "13812345678", "11010519491231002X", "6222020200112233445"


@pytest.fixture
def clock(at: dt.datetime) -> Iterator[time_machine.Coordinates]:
    """The views read `at`; `clock.shift` and `clock.move_to` change it."""
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def customer(branch: Branch, manager: Staff) -> Customer:
    """Zhang Xiaoming, who can be found in every way."""
    customer = make_customer(
        branch,
        phone=PHONE,
        phone_index=phone_index(PHONE),
        document_index=document_index(DOCUMENT),
        owner=manager,
    )
    add_bank_card(customer, BANK_CARD)
    return customer


@pytest.fixture
def ticket(cash: Service, manager: Staff, at: dt.datetime) -> Ticket:
    """A number of somebody nobody knows."""
    return factories.make_ticket(cash, at, by=manager)
