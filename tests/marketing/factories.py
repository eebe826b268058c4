"""Factories of marketing, one for each model; no hidden rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.calendar import business_date
from lobby.branches.enums import QualificationKind
from lobby.branches.models import Branch, Qualification, Staff
from lobby.customers.encryption import blind_index
from lobby.customers.models import Customer, RiskAssessment
from marketing.enums.leads import LeadSource
from marketing.enums.products import Family, ProductStatus
from marketing.models import Lead, Product
from queueing.models import Visit


def make_customer(branch: Branch, reference: str = "C001", **fields: Any) -> Customer:
    """A customer of the branch, without consent unless it is given."""
    fields = {"name": "张小明", "reference": reference, "reference_index": blind_index(reference)} | fields
    return Customer.objects.create(branch=branch, **fields)


def make_assessment(customer: Customer, level: int, at: dt.datetime, **fields: Any) -> RiskAssessment:
    """A valid assessment made at a moment, for a year."""
    fields = {"assessed_at": at, "valid_until": at + dt.timedelta(days=365)} | fields
    return RiskAssessment.objects.create(customer=customer, level=level, **fields)


def make_product(code: str = "W1", family: str = Family.WEALTH, risk: int | None = 2, **fields: Any) -> Product:
    """A product that is offered."""
    words = {"name_zh": "稳健理财一号", "name_en": "Steady wealth 1"}
    fields = {"issuer_risk": risk, "seller_risk": risk, "status": ProductStatus.OFFERED} | words | fields
    return Product.objects.create(code=code, family=family, **fields)


def make_visit(branch: Branch, at: dt.datetime, customer: Customer | None = None, **fields: Any) -> Visit:
    """A visit that goes on, of a customer if one is given."""
    day = business_date(branch, at)
    return Visit.objects.create(branch=branch, day=day, arrived_at=at, customer=customer, **fields)


def make_lead(branch: Branch, customer: Customer, at: dt.datetime, **fields: Any) -> Lead:
    """A lead from an event, just noted."""
    fields = {"family": Family.WEALTH, "source": LeadSource.EVENT, "since": at, "created_at": at} | fields
    return Lead.objects.create(branch=branch, day=business_date(branch, at), customer=customer, **fields)


def make_qualification(staff: Staff, kind: str = QualificationKind.WEALTH, **fields: Any) -> Qualification:
    """A licence that is valid for years."""
    fields = {"number": "Q1", "valid_from": dt.date(2020, 1, 1), "valid_until": dt.date(2030, 1, 1)} | fields
    return Qualification.objects.create(staff=staff, kind=kind, **fields)
