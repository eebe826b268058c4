"""The one gate that every prompt, offer of a machine, step of a lead, message and demonstration goes through (R05, S150).

    facts = facts_of(customer, staff=wealth_manager, branch=branch, at=at)      # what counts, read once
    judge(facts, product)                                                     # pure: by which rules it is closed
    check(customer, product, branch=branch, by=by, at=at, surface=surface)    # judged and kept
    require(…)                                                                # the same, refused with Unsuitable

`facts_of` and `judge` are for choosing among many products; whatever is done about one is checked or required, so that
there is a row of it. A refusal is kept even where the verb around it is undone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from lobby.branches.actors import Actor
from lobby.branches.calendar import local
from lobby.branches.models import Branch, Qualification, Staff
from lobby.customers.enums import Capacity
from lobby.customers.models import ContactHold, Customer
from lobby.customers.selectors.assessments import Standing, standing
from lobby.live import journal
from marketing.enums.products import INVESTMENT, ProductStatus, Surface
from marketing.enums.suitability import LICENCES, LOW_RISK, UNASKED, SuitabilityRule
from marketing.errors.suitability import Unsuitable
from marketing.events.suitability import SuitabilityRefused
from marketing.models import MarketingTerms, Product, SuitabilityCheck
from marketing.selectors.terms import in_force

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the rules go by: the customer's side, read at one moment, and the person who would propose, if any.

    `day` is the branch's calendar date. Without a customer nothing is known of them. `is_extra_confirmed` says that the
    special duty of care for the elderly was done for what is judged.
    """

    at: dt.datetime
    day: dt.date
    terms: MarketingTerms
    customer_id: int | None = None
    age: int | None = None
    capacity: str = Capacity.FULL
    has_consent: bool = False
    is_held: bool = False
    standing: Standing = field(default_factory=Standing)
    staff: Staff | None = None
    qualifications: frozenset[str] = frozenset()
    is_extra_confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says, and the row that keeps it."""

    is_allowed: bool
    reasons: tuple[Reason, ...]
    row: SuitabilityCheck


def facts_of(
    customer: Customer | None,
    *,
    staff: Staff | None,
    branch: Branch,
    at: dt.datetime,
    visit_id: int | None = None,
    is_extra_confirmed: bool = False,
) -> Facts:
    """Everything the rules go by (3 queries; 2 without a customer, fewer without staff).

    `staff` is whoever would propose, None for a referral, a machine or a message: then no qualification is asked for.
    """
    day = local(branch, at).date()
    facts = {
        "at": at,
        "day": day,
        "terms": in_force(at),
        "staff": staff,
        "is_extra_confirmed": is_extra_confirmed,
    }
    licences = Qualification.objects.filter(staff=staff, valid_from__lte=day, valid_until__gte=day).values("kind")
    if customer is None:
        kinds = [row["kind"] for row in licences] if staff is not None else []
        is_held = visit_id is not None and ContactHold.objects.filter(visit=visit_id, until=None).exists()
        return Facts(**facts, qualifications=frozenset(kinds), is_held=is_held)
    about = Q(customer=OuterRef("pk")) | Q(visit=visit_id) if visit_id is not None else Q(customer=OuterRef("pk"))
    card = (
        Customer.objects.filter(pk=customer.pk)
        .annotate(is_held=Exists(ContactHold.objects.filter(about, until=None)), licences=ArraySubquery(licences))
        .values("birth_year", "birthday", "capacity", "consent_marketing_at", "is_held", "licences")
        .get()
    )
    return Facts(
        **facts,
        customer_id=customer.pk,
        age=age_on(day, card["birth_year"], card["birthday"]),
        capacity=card["capacity"],
        has_consent=card["consent_marketing_at"] is not None,
        is_held=card["is_held"],
        standing=standing(customer.pk, at=at),
        qualifications=frozenset(card["licences"]),
    )


def judge(facts: Facts, product: Product, surface: Surface = Surface.API) -> tuple[Reason, ...]:
    """By which rules the gate is closed, none when it is open. Nothing is read or written."""
    said = (rule(facts, product, surface) for rule in RULES)
    return tuple(reason for reason in said if reason is not None)


def suitable(facts: Facts, products: Iterable[Product], surface: Surface) -> list[Product]:
    """The products that may be offered on a surface, in the order given."""
    return [product for product in products if not judge(facts, product, surface)]


def check(
    customer: Customer | None,
    product: Product,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    surface: Surface,
    staff: Staff | None = None,
    visit_id: int | None = None,
    is_extra_confirmed: bool = False,
) -> Verdict:
    """Judge and keep the answer (5 statements). A refusal stays even if the caller's unit is undone."""
    facts = facts_of(
        customer, staff=staff, branch=branch, at=at, visit_id=visit_id, is_extra_confirmed=is_extra_confirmed
    )
    reasons = judge(facts, product, surface)
    row = SuitabilityCheck(
        branch=branch,
        customer_id=facts.customer_id,
        product=product,
        staff_id=staff.pk if staff else by.staff_id,
        surface=surface,
        assessment=facts.standing.valid,
        risk=product.risk,
        is_allowed=not reasons,
        rules=[reason.rule.value for reason in reasons],
        at=at,
    )
    with journal.unit(by=by, at=at):
        write(row)
        if reasons:
            journal.leave_trace(partial(write_again, row, by))
    return Verdict(not reasons, reasons, row)


def require(customer: Customer | None, product: Product, **asked: Any) -> Verdict:
    """The same as `check`. Raises Unsuitable when the gate is closed."""
    verdict = check(customer, product, **asked)
    if not verdict.is_allowed:
        raise Unsuitable(verdict.reasons)
    return verdict


def write(row: SuitabilityCheck) -> None:
    """Keep an answer; a refusal is news. Call it in a unit."""
    row.save(force_insert=True)
    if not row.is_allowed:
        journal.record(
            SuitabilityRefused(
                branch_id=row.branch_id,
                suitability_check=row.pk,
                customer=row.customer_id,
                product=row.product_id,
                surface=row.surface,
                rules=row.rules,
            )
        )


def write_again(row: SuitabilityCheck, by: Actor) -> None:
    """Keep a refusal whose unit was undone."""
    row.pk = None
    with journal.unit(by=by, at=row.at):
        write(row)


def age_on(day: dt.date, birth_year: int | None, birthday: str) -> int | None:
    """Full years on a day; with an unknown birthday those reached within the year, so that care begins rather early."""
    if birth_year is None:
        return None
    is_ahead = bool(birthday) and f"{day:%m-%d}" < birthday
    return day.year - birth_year - is_ahead


def is_assessed(product: Product) -> bool:
    """Whether somebody has to be assessed before it is offered to them."""
    return product.family in INVESTMENT or product.risk is not None


def licence_for(product: Product) -> str:
    """What whoever proposes it has to be qualified for; empty for nothing."""
    return product.qualification or LICENCES.get(product.family, "")  # type: ignore[call-overload, no-any-return]


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
