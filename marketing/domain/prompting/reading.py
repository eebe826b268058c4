"""Everything that decisions about some tickets go by, read at once: the number of statements hangs on nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer, RiskAssessment
from lobby.customers.selectors.assessments import Standing as Assessed
from lobby.customers.selectors.assessments import standing_of
from marketing.domain.contacting import COUNTED, Standing
from marketing.domain.prompting.statements import (
    ASSESSMENTS,
    CASES,
    EVENTS,
    HOLDINGS,
    HOLIDAYS,
    NEEDS,
    PRODUCTS,
    QUALIFICATIONS,
    RULES,
    VERSIONS,
)
from marketing.domain.suitability import Facts
from marketing.domain.suitability.facts import age_on
from marketing.domain.triggers.situation import AHEAD, BEHIND, Calendar, Held, NeedNamed, Situation
from marketing.enums.needs import Place
from marketing.enums.products import ProductStatus
from marketing.models import MarketingTerms, Product, Rule
from marketing.selectors.terms import in_force
from queueing.enums import CARE_TRAITS
from queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class Words:
    """Approved words in force, in both languages."""

    title_zh: str
    title_en: str
    body_zh: str
    body_en: str

    def sentence(self, language: str) -> str:
        """The first line: what is said or shown."""
        body = self.body_en if language.startswith("en") else self.body_zh
        return body.strip().partition("\n")[0].strip("* ")


@dataclass(frozen=True, slots=True)
class Case:
    """One ticket with what counts for it; its customer is None where nobody knows them."""

    ticket: Any
    customer: Customer | None
    standing: Standing | None
    situation: Situation
    facts: Facts
    needs: Mapping[str, NeedNamed]


@dataclass(frozen=True, slots=True)
class Reading:
    """The rules in force with their approved words, the products on offer by family, and the cases."""

    terms: MarketingTerms
    rules: tuple[Rule, ...]
    products: Mapping[str, tuple[Product, ...]]
    words: Mapping[str, Words]
    cases: Mapping[int, Case]


def read(
    branch: Branch, tickets: Collection[int], *, staff: Staff | None, at: dt.datetime, place: Place | None = None
) -> Reading:
    """Read it (11 queries, 10 without staff)."""
    terms = in_force(at)
    put_away = at - dt.timedelta(days=terms.dismissed_days)
    rows = CASES.all(tickets=list(tickets), at=at, counted=at - COUNTED, put_away=put_away)
    mine = (row.visit.customer for row in rows if is_mine(row, branch))
    known = {customer.pk: customer for customer in mine if customer is not None}
    rules = tuple(RULES.all(is_active=True))
    products = by_family(PRODUCTS.all(status=ProductStatus.OFFERED.value))
    day = local(branch, at).date()
    shared = Shared(
        branch=branch,
        day=day,
        at=at,
        terms=terms,
        calendar=calendar_of(branch, day),
        needs=needs_of(rows),
        held=held_by(list(known.values())),
        events=events_of(known),
        assessed=assessed(known, at=at),
        staff=staff,
        qualifications=qualifications_of(staff, day),
        product_terms={
            family: tuple(one.term_days for one in mine if one.term_days) for family, mine in products.items()
        },
    )
    return Reading(
        terms=terms,
        rules=rules,
        products=products,
        words=words_of(branch, {rule.script for rule in rules if rule.script}, at=at),
        cases={row.pk: shared.case(row, place) for row in rows},
    )


def is_mine(row: Any, branch: Branch) -> bool:
    """Whether the customer of a ticket is one of the branch, and more than a typed number says that it is them."""
    return row.visit.is_proven and row.visit.customer.branch_id == branch.pk


@dataclass(frozen=True, kw_only=True, slots=True)
class Shared:
    """What the cases of one reading share."""

    branch: Branch
    day: dt.date
    at: dt.datetime
    terms: MarketingTerms
    calendar: Calendar
    needs: Mapping[int, Mapping[str, NeedNamed]]
    held: Mapping[int, list[tuple[int, Held]]]
    events: Mapping[int, list[tuple[Any, dt.date]]]
    assessed: Mapping[int, Assessed]
    staff: Staff | None
    qualifications: frozenset[str]
    product_terms: Mapping[str, tuple[int, ...]]

    def case(self, row: Any, place: Place | None) -> Case:
        """One ticket."""
        customer: Customer | None = row.visit.customer if is_mine(row, self.branch) else None
        standing = self.standing(row, customer) if customer else None
        age = age_on(self.day, customer.birth_year, customer.birthday) if customer else None
        needs = self.needs.get(row.visit_id, {})
        situation = self.situation(row, customer, age, needs, place)
        return Case(row, customer, standing, situation, self.facts(customer, standing, age), needs)

    def standing(self, row: Any, customer: Customer) -> Standing:
        """How the customer stands towards offers; the same as `contacting.standings` reads."""
        consent = customer.consent_marketing_at if customer.closed_on is None else None
        return Standing(
            consent is not None and consent <= self.at, row.is_held, row.is_upset, row.contacts, frozenset(row.cooling)
        )

    def situation(
        self, row: Any, customer: Customer | None, age: int | None, needs: Mapping[str, NeedNamed], place: Place | None
    ) -> Situation:
        """What triggers may know."""
        is_old = age is not None and age >= self.terms.elderly_from_age
        about_them: dict[str, Any] = {}
        if customer is not None:
            own, relatives = self.things_of(customer)
            about_them = {
                "tier": customer.tier,
                "is_payroll": customer.is_payroll,
                "is_corporate": customer.is_corporate,
                "is_employee": customer.employer_id is not None,
                "holdings": own,
                "relatives": relatives,
                "events": tuple(self.events.get(customer.pk, ())),
            }
        return Situation(
            day=self.day,
            terms=self.terms,
            place=place or Place.LOBBY,
            service=row.service.code,
            service_family=row.service.family,
            needs=needs,
            is_care=is_old or bool(CARE_TRAITS & set(row.traits)),
            age=age,
            calendar=self.calendar,
            product_terms=self.product_terms,
            **about_them,
        )

    def things_of(self, customer: Customer) -> tuple[tuple[Held, ...], tuple[tuple[Held, ...], ...]]:
        """What they have, and what each of their household has."""
        own = tuple(held for owner, held in self.held.get(customer.pk, ()) if owner == customer.pk)
        if customer.household_id is None:
            return own, ()
        relatives: dict[int, list[Held]] = defaultdict(list)
        for owner, held in self.held.get(-customer.household_id, ()):
            if owner != customer.pk:
                relatives[owner].append(held)
        return own, tuple(tuple(things) for things in relatives.values())

    def facts(self, customer: Customer | None, standing: Standing | None, age: int | None) -> Facts:
        """What the suitability gate goes by; the same rows as `facts_of` reads for one customer."""
        if customer is None or standing is None:
            return Facts(
                at=self.at, day=self.day, terms=self.terms, staff=self.staff, qualifications=self.qualifications
            )
        return Facts(
            at=self.at,
            day=self.day,
            terms=self.terms,
            customer_id=customer.pk,
            age=age,
            capacity=customer.capacity,
            has_consent=standing.has_consent,
            is_held=standing.is_held,
            standing=self.assessed.get(customer.pk, Assessed()),
            staff=self.staff,
            qualifications=self.qualifications,
        )


def by_family(products: Iterable[Product]) -> dict[str, tuple[Product, ...]]:
    """Products by family, in their order."""
    found: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        found[product.family].append(product)
    return {family: tuple(mine) for family, mine in found.items()}


def calendar_of(branch: Branch, day: dt.date) -> Calendar:
    """Holidays and weekends worked in exchange around a day (1 query)."""
    found = HOLIDAYS.all(branch=branch.pk, first=day - BEHIND, last=day + AHEAD)
    return Calendar(
        frozenset(date for date, is_holiday in found if is_holiday),
        frozenset(date for date, is_holiday in found if not is_holiday),
    )


def needs_of(rows: Collection[Ticket]) -> dict[int, dict[str, NeedNamed]]:
    """The needs named in the visits (1 query)."""
    found: dict[int, dict[str, NeedNamed]] = defaultdict(dict)
    for visit, kind, *fields in NEEDS.all(visits=list({row.visit_id for row in rows})):
        found[visit][kind] = NeedNamed(*fields)
    return found


def held_by(customers: Collection[Customer]) -> dict[int, list[tuple[int, Held]]]:
    """What customers have by their id, and by minus its id what a whole household has, each with its owner (1 query)."""
    households = {one.household_id for one in customers if one.household_id is not None}
    found: dict[int, list[tuple[int, Held]]] = defaultdict(list)
    rows = HOLDINGS.all(customers=[one.pk for one in customers], households=list(households))
    for owner, household, *fields in rows:
        found[owner].append((owner, Held(*fields)))
        if household is not None:
            found[-household].append((owner, Held(*fields)))
    return found


def events_of(customers: Collection[int]) -> dict[int, list[tuple[Any, dt.date]]]:
    """Their life events (1 query)."""
    found: dict[int, list[tuple[Any, dt.date]]] = defaultdict(list)
    for owner, kind, date in EVENTS.all(customers=list(customers)):
        found[owner].append((kind, date))
    return found


def assessed(customers: Collection[int], *, at: dt.datetime) -> dict[int, Assessed]:
    """How their assessments of risk tolerance stand (1 query)."""
    rows: dict[int, list[RiskAssessment]] = defaultdict(list)
    for row in ASSESSMENTS.all(customers=list(customers)):
        rows[row.customer_id].append(row)
    return {customer: standing_of(mine, at=at) for customer, mine in rows.items()}


def qualifications_of(staff: Staff | None, day: dt.date) -> frozenset[str]:
    """What somebody may sell on a day (1 query, none for nobody)."""
    if staff is None:
        return frozenset()
    return frozenset(kind for (kind,) in QUALIFICATIONS.all(staff=staff.pk, day=day))


def words_of(branch: Branch, codes: Collection[str], *, at: dt.datetime) -> dict[str, Words]:
    """The approved words in force, by the code of their item (1 query): what has run out is silent at once."""
    rows = VERSIONS.all(branch=branch.pk, codes=list(codes), at=at)
    return {code: Words(*texts) for code, *texts in rows}
