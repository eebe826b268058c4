"""Products as AD-5 lists them, and what the gate refused."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Func, Max, QuerySet

from lobby.branches.enums import QualificationKind
from lobby.branches.models import Branch, Qualification
from marketing.domain.suitability import licence_for
from marketing.enums.products import INVESTMENT, Family
from marketing.enums.suitability import SuitabilityRule
from marketing.models import Product, ProductEvidence, SuitabilityCheck

SINCE = dt.timedelta(days=30)
LATEST = 10
ROWS = 500


@dataclass(frozen=True, slots=True)
class Line:
    """A product with the state of its evidence on a day."""

    product: Product
    evidence_until: dt.date | None
    day: dt.date

    @property
    def licence(self) -> str:
        """What whoever proposes it has to be qualified for, in words; empty for nothing."""
        licence = licence_for(self.product)
        return str(QualificationKind(licence).label) if licence else ""

    @property
    def lacks_evidence(self) -> bool:
        """An investment without evidence that is valid."""
        is_covered = self.evidence_until is not None and self.evidence_until >= self.day
        return self.product.family in INVESTMENT and not is_covered


def listed(*, day: dt.date, family: str = "") -> list[Line]:
    """Products in their order, of one family or all (1 query)."""
    rows = Product.objects.annotate(evidence_until=Max("evidence__valid_until")).order_by("position", "code")
    if family:
        rows = rows.filter(family=family)
    return [Line(product, product.evidence_until, day) for product in rows[:ROWS]]


def offered() -> list[Product]:
    """What the bank offers at all, by family (1 query)."""
    return list(Product.objects.filter(status="offered", is_private=False).order_by("position", "code")[:ROWS])


def evidence_of(product: Product) -> list[ProductEvidence]:
    """What stands behind a product, what holds longest first (1 query)."""
    return list(product.evidence.select_related("by"))


def refused(branch: Branch, *, at: dt.datetime) -> list[SuitabilityCheck]:
    """What the gate refused last at a branch (1 query)."""
    rows = SuitabilityCheck.objects.filter(branch=branch, is_allowed=False, at__gt=at - SINCE)
    return list(rows.select_related("product", "staff").order_by("-at", "-pk")[:LATEST])


def refused_by_rule(branch: Branch, *, at: dt.datetime) -> list[tuple[str, int]]:
    """How often each rule closed the gate in thirty days, the commonest first (1 query)."""
    rows = SuitabilityCheck.objects.filter(branch=branch, is_allowed=False, at__gt=at - SINCE)
    counted = rows.annotate(rule=Func("rules", function="unnest")).values_list("rule").annotate(n=Count("pk"))
    return [(rule, n) for rule, n in counted.order_by("-n", "rule") if rule in SuitabilityRule.values]


def families() -> list[tuple[str, Any]]:
    """The families to choose from."""
    return [(family.value, family.label) for family in Family]


def qualifications(staff: QuerySet[Any]) -> QuerySet[Qualification]:
    """Qualifications of these people, what holds longest first."""
    rows = Qualification.objects.filter(staff__in=staff).select_related("staff")
    return rows.order_by("staff__name", "staff", "kind", "-valid_until")
