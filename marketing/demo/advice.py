"""An assessment of the demo branch's VIP, and what the gate said to two proposals."""

from __future__ import annotations

import datetime as dt

from lobby.branches.models import Branch, Staff
from lobby.customers.domain.assessing import assess
from lobby.customers.selectors.cards import customer_by_reference
from marketing.demo.products import BRANCH
from marketing.domain.suitability import check
from marketing.enums.products import Surface
from marketing.models import Product
from queueing.demo.care import REFERENCE

ASSESSED_AGO = dt.timedelta(days=345)
LEVEL = 3
# One that suits, one whose risk is too high.
ASKED = ("WM-PLUS", "FUND-INDEX")


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    branch, adviser = Branch.objects.get(code=BRANCH), Staff.objects.get(username="wealth1")
    customer = customer_by_reference(branch, REFERENCE)
    if customer is None or customer.suitability_checks.exists():
        return
    if not customer.assessments.exists():
        assess(customer, level=LEVEL, by=adviser, at=at - ASSESSED_AGO)
    for product in Product.objects.filter(code__in=ASKED).order_by("position"):
        check(
            customer,
            product,
            branch=branch,
            by=adviser.actor,
            at=at,
            surface=Surface.LEAD,
            staff=adviser,
        )
