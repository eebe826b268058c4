"""Factories of marketing, one for each model; no hidden rows."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.models import Customer, RiskAssessment
from marketing.enums.products import Family, ProductStatus
from marketing.models import Product


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
