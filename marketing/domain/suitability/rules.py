"""The rules of the gate: each a small function that says why it is closed, or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lobby.customers.enums import Capacity
from marketing.domain.suitability.facts import Facts
from marketing.enums.products import INVESTMENT, Family, ProductStatus, Surface
from marketing.enums.suitability import LICENCES, LOW_RISK, UNASKED, SuitabilityRule
from marketing.models import Product

R = SuitabilityRule


@dataclass(frozen=True, slots=True)
class Reason:
    """A rule that speaks against an offer; `values` fills its words."""

    rule: SuitabilityRule
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The rule in the active language."""
        return str(self.rule.label).format(**self.values)

    @property
    def told(self) -> dict[str, str]:
        """The rule as the API tells it."""
        return {"rule": self.rule.value, "text": self.text}


def judge(facts: Facts, product: Product, surface: Surface = Surface.API) -> tuple[Reason, ...]:
    """By which rules the gate is closed, none when it is open. Nothing is read or written."""
    said = (rule(facts, product, surface) for rule in RULES)
    return tuple(reason for reason in said if reason is not None)


def suitable(facts: Facts, products: Iterable[Product], surface: Surface) -> list[Product]:
    """The products that may be offered on a surface, in the order given."""
    return [product for product in products if not judge(facts, product, surface)]


def is_assessed(product: Product) -> bool:
    """Whether somebody has to be assessed before it is offered to them."""
    return product.family in INVESTMENT or product.risk is not None


def licence_for(product: Product) -> str:
    """What whoever proposes it has to be qualified for; empty for nothing."""
    return product.qualification or LICENCES.get(Family(product.family), "")


def not_offered(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """A draft, or stopped."""
    return Reason(R.NOT_OFFERED) if product.status != ProductStatus.OFFERED else None


def out_of_dates(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """Before its first or after its last day."""
    is_early = product.offered_from is not None and facts.day < product.offered_from
    is_late = product.offered_until is not None and facts.day > product.offered_until
    return Reason(R.OUT_OF_DATES) if is_early or is_late else None


def private(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """Private products are promoted nowhere in a branch (N22)."""
    return Reason(R.PRIVATE) if product.is_private else None


def contact_held(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """An open complaint comes first."""
    return Reason(R.CONTACT_HELD) if facts.is_held else None


def no_consent(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """Nobody is spoken to unasked without consent; a machine may show everybody what is no investment."""
    is_anybody = facts.customer_id is None and surface == Surface.DEVICE
    return Reason(R.NO_CONSENT) if surface in UNASKED and not facts.has_consent and not is_anybody else None


def capacity(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """Nothing without capacity to act, what is of low risk with a limited one."""
    if facts.capacity == Capacity.NONE:
        return Reason(R.NO_CAPACITY)
    is_low = product.risk is None or product.risk <= LOW_RISK
    return Reason(R.LIMITED_CAPACITY) if facts.capacity == Capacity.LIMITED and not is_low else None


def unrated(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """An investment whose risk nobody has said."""
    return Reason(R.UNRATED) if product.family in INVESTMENT and product.risk is None else None


def assessment(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """No investment without an assessment that counts."""
    if not is_assessed(product) or (facts.standing.valid and not facts.standing.pending):
        return None
    if facts.standing.pending:
        return Reason(R.ASSESSMENT_PENDING)
    return Reason(R.ASSESSMENT_EXPIRED if facts.standing.expired else R.NO_ASSESSMENT)


def risk(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """The product's risk is above what the customer can bear."""
    known = facts.standing.last
    if product.risk is None or known is None or product.risk <= known.level:
        return None
    return Reason(R.RISK_TOO_HIGH, {"risk": product.risk, "level": known.level})


def duty_of_care(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """High risk for the elderly, or for somebody whose age nobody knows, needs an extra confirmation."""
    is_high = product.risk is not None and product.risk >= facts.terms.high_risk_from
    if not is_high or facts.is_extra_confirmed or facts.customer_id is None:
        return None
    if facts.age is None:
        return Reason(R.AGE_UNKNOWN)
    return (
        Reason(R.ELDERLY_HIGH_RISK, {"age": facts.terms.elderly_from_age})
        if facts.age >= facts.terms.elderly_from_age
        else None
    )


def qualification(facts: Facts, product: Product, surface: Surface) -> Reason | None:
    """Whoever proposes needs the licence on this day (N13); a referral needs none."""
    licence = licence_for(product)
    if facts.staff is None or not licence or licence in facts.qualifications:
        return None
    return Reason(R.UNQUALIFIED, {"name": facts.staff.name})


Rule = Callable[[Facts, Product, Surface], Reason | None]
RULES: tuple[Rule, ...] = (
    not_offered,
    out_of_dates,
    private,
    contact_held,
    no_consent,
    capacity,
    unrated,
    assessment,
    risk,
    duty_of_care,
    qualification,
)
