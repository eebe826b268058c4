"""The cast around a lead: two wealth managers, a customer who agreed to offers, their visit, a product."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from marketing.models import Product
from queueing.models import Visit
from tests import factories
from tests.marketing.factories import make_assessment, make_customer, make_product, make_qualification, make_visit


@pytest.fixture
def adviser(branch: Branch) -> Staff:
    """The wealth manager, qualified."""
    staff = factories.make_staff("lin", branch, RoleCode.WM)
    make_qualification(staff)
    return staff


@pytest.fixture
def adviser2(branch: Branch) -> Staff:
    """A customer manager without a licence."""
    return factories.make_staff("gao", branch, RoleCode.RM)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """The regional branch, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def customer(branch: Branch, at: dt.datetime) -> Customer:
    """Somebody who agreed to offers and can bear C3."""
    agreed = at - dt.timedelta(days=30)
    customer = make_customer(branch, consent_marketing_at=agreed, birth_year=1985, phone="13800001234")
    make_assessment(customer, 3, agreed)
    return customer


@pytest.fixture
def visit(branch: Branch, customer: Customer, at: dt.datetime) -> Visit:
    """The customer's visit."""
    return make_visit(branch, at, customer)


@pytest.fixture
def product(db: None) -> Product:
    """A wealth product of R2 that is recorded."""
    return make_product(needs_recording=True)
