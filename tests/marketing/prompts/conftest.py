"""A customer who agreed to offers, whose ticket waits, in a bank that keeps what the product ships with."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from lobby.branches.models import Branch, Qualification, Service, Staff
from lobby.customers.models import Customer
from marketing.domain.installing_prompts import install
from marketing.enums.products import Family
from marketing.models import Product
from queueing.models import Ticket
from tests import factories
from tests.marketing.factories import make_assessment, make_customer, make_product

YEAR = dt.timedelta(days=365)
PLAIN = (Family.SAVINGS, Family.TIME_DEPOSIT, Family.AUTO_DEBIT, Family.FOREIGN, Family.MOBILE_BANK, Family.CREDIT_CARD)
OTHERS = (Family.HOME_LOAN, Family.PENSION, Family.PAYROLL, Family.SELF_SERVICE, Family.CORPORATE, Family.CONSUMER_LOAN)


@pytest.fixture
def ships(branch: Branch, at: dt.datetime) -> None:
    """Words, scenarios and rules, put in a while ago."""
    install(branch, at=at - dt.timedelta(days=30))


@pytest.fixture
def products(db: None) -> dict[str, Product]:
    """One product of each family; those with a risk are R2 and R3."""
    plain = {family: make_product(f"P-{family}"[:20], family, None) for family in (*PLAIN, *OTHERS)}
    return plain | {
        Family.WEALTH: make_product("W1", Family.WEALTH, 2, term_days=90),
        "W3": make_product("W3", Family.WEALTH, 3, position=1),
        Family.INSURANCE: make_product("I1", Family.INSURANCE, 2),
    }


@pytest.fixture
def customer(branch: Branch, at: dt.datetime) -> Customer:
    """Somebody who agreed to offers and can bear C2."""
    customer = make_customer(branch, consent_marketing_at=at - dt.timedelta(days=9), birth_year=1990)
    make_assessment(customer, 2, at - dt.timedelta(days=9))
    return customer


@pytest.fixture
def licensed(teller: Staff, manager: Staff, at: dt.datetime) -> Staff:
    """The teller and the manager may sell wealth products and insurance."""
    for person in (teller, manager):
        for kind in ("wealth", "insurance"):
            Qualification.objects.create(
                staff=person, kind=kind, number="1", valid_from=(at - YEAR).date(), valid_until=(at + YEAR).date()
            )
    return teller


@pytest.fixture
def ticket(cash: Service, manager: Staff, customer: Customer, at: dt.datetime, session: Any) -> Ticket:
    """The customer waits behind three others, for whom the teller will take a while."""
    for _n in range(3):
        factories.make_ticket(cash, at, by=manager)
    return factories.make_ticket(cash, at, by=manager, customer=customer)
