"""What a wealth manager needs to know before proposing anything."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, Max, OuterRef, Q

from lobby.branches.models import Branch, Staff
from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.models import Customer, RiskAssessment
from lobby.floor.enums.content import Category
from lobby.floor.enums.library import ContentKind
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors import library
from marketing.domain.suitability import Facts, Reason, is_assessed, judge
from marketing.enums.products import Surface
from marketing.enums.suitability import SuitabilityRule
from marketing.models import Product, SuitabilityCheck
from marketing.selectors.products import offered

SOON = dt.timedelta(days=30)
ROWS, CHECKS = 50, 8
DUTY = {SuitabilityRule.ELDERLY_HIGH_RISK, SuitabilityRule.AGE_UNKNOWN}


@dataclass(frozen=True, slots=True)
class Judged:
    """A product, and what speaks against it for one customer and one person."""

    product: Product
    reasons: tuple[Reason, ...]

    @property
    def needs_care(self) -> bool:
        """Whether only the special duty of care is left to be done."""
        return bool(self.reasons) and {reason.rule for reason in self.reasons} <= DUTY


def judged(facts: Facts, surface: Surface) -> tuple[list[Judged], list[Product]]:
    """Products as the gate sees them (1 query): what depends on the customer or is closed, open ones first; all others."""
    lines = [Judged(product, judge(facts, product, surface)) for product in offered()]
    plain = [line.product for line in lines if not line.reasons and not is_assessed(line.product)]
    told = [line for line in lines if line.reasons or is_assessed(line.product)]
    return sorted(told, key=lambda line: (bool(line.reasons), not line.needs_care)), plain


def to_assess(branch: Branch, staff: Staff, *, at: dt.datetime) -> list[Customer]:
    """One's own customers whose assessment is to be confirmed, runs out within a month or has run out (1 query)."""
    of_customer = RiskAssessment.objects.filter(customer=OuterRef("pk"))
    valid = of_customer.filter(status=AssessmentStatus.VALID, valid_until__gt=at + SOON)
    pending = of_customer.filter(status=AssessmentStatus.PENDING, valid_until__gt=at)
    counted = Q(assessments__status__in=(AssessmentStatus.VALID, AssessmentStatus.EXPIRED))
    mine = Customer.objects.filter(branch=branch, owner=staff).annotate(
        is_pending=Exists(pending), valid_until=Max("assessments__valid_until", filter=counted)
    )
    asked = mine.filter(Q(is_pending=True) | (~Exists(valid) & Q(valid_until__isnull=False)))
    return list(asked.order_by("-is_pending", "valid_until", "pk")[:ROWS])


def checks_of(customer: Customer) -> list[SuitabilityCheck]:
    """What the gate said of a customer last (1 query)."""
    rows = customer.suitability_checks.select_related("product", "staff").order_by("-at", "-pk")
    return list(rows[:CHECKS])


def material(branch: Branch, *, at: dt.datetime) -> list[LibraryVersion]:
    """Approved and unexpired material on products and risk that may be shown to customers (1 query)."""
    kinds = (ContentKind.WALL_CONTENT, ContentKind.RISK_NOTICE)
    shown = Q(item__kind=ContentKind.RISK_NOTICE) | Q(extra__category__in=(Category.PRODUCT, Category.MARKET))
    return list(library.in_force(kinds, branch, at).filter(shown)[:ROWS])
