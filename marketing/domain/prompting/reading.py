"""Everything that decisions about some tickets go by, read at once: the number of statements hangs on nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from lobby.branches.calendar import local
from lobby.branches.models import Branch, BusinessDay, Qualification, Staff
from lobby.customers.models import ContactHold, Customer, Holding, LifeEvent, RiskAssessment
from lobby.customers.selectors.assessments import STANDING, standing_of
from lobby.customers.selectors.assessments import Standing as Assessed
from lobby.floor.models.library import LibraryVersion
from lobby.floor.selectors.library import in_force as library_in_force
from marketing.domain.contacting import Standing, standings
from marketing.domain.suitability import Facts, age_on
from marketing.domain.triggers.situation import AHEAD, BEHIND, Calendar, Held, NeedNamed, Situation
from marketing.enums.leads import OPEN as OPEN_LEADS
from marketing.enums.needs import Place
from marketing.enums.products import ProductStatus
from marketing.models import Lead, MarketingTerms, Need, Product, Prompt, PromptSkip, Rule
from marketing.selectors.terms import in_force
from queueing.enums import CARE_TRAITS
from queueing.enums.peaks import IN_PEAK
from queueing.models import PeakRun, Ticket, UpsetFlag, VisitNote

# Nothing of a card is read but what rules go by.
UNREAD = tuple(
    f"visit__customer__{name}" for name in ("name", "reference", "phone", "email", "reference_index", "phone_index")
)


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
    words: Mapping[str, LibraryVersion]
    cases: Mapping[int, Case]


def read(
    branch: Branch, tickets: Collection[int], *, staff: Staff | None, at: dt.datetime, place: Place | None = None
) -> Reading:
    """Read it (12 queries, 11 without staff)."""
    terms = in_force(at)
    rows = list(cases(tickets, terms, at=at))
    known = {row.visit.customer.pk: row.visit.customer for row in rows if row.visit.customer is not None}
    mine = Customer.objects.filter(pk__in=known, branch=branch)
    rules = tuple(
        Rule.objects.filter(is_active=True).select_related("scenario", "product").order_by("priority", "code")
    )
    products = by_family(Product.objects.filter(status=ProductStatus.OFFERED).order_by("position", "code"))
    day = local(branch, at).date()
    shared = Shared(
        branch=branch,
        day=day,
        at=at,
        terms=terms,
        calendar=calendar_of(branch, day),
        needs=needs_of(rows),
        held=held_by(known.values()),
        events=events_of(known),
        assessed=assessed(known, at=at),
        standings=standings(mine, at=at),
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


def cases(tickets: Collection[int], terms: MarketingTerms, *, at: dt.datetime) -> QuerySet[Ticket]:
    """The tickets with what stands beside them in other tables (1 query)."""
    customer = OuterRef("visit__customer")
    prompts = Prompt.objects.filter(visit=OuterRef("visit")).order_by()
    put_away = PromptSkip.objects.filter(
        customer=customer, rule__isnull=False, at__gt=at - dt.timedelta(days=terms.dismissed_days)
    )
    return (
        Ticket.objects.filter(pk__in=tickets)
        .select_related("service", "visit__customer")
        .defer(*UNREAD)
        .annotate(
            is_peak=Exists(PeakRun.objects.filter(branch=OuterRef("branch"), ended_at=None, status__in=IN_PEAK)),
            is_visit_held=Exists(ContactHold.objects.filter(visit=OuterRef("visit"), until=None)),
            is_upset=Exists(UpsetFlag.objects.filter(visit=OuterRef("visit"), ended_at=None)),
            is_noted=Exists(VisitNote.objects.filter(visit=OuterRef("visit"))),
            unasked=counted(prompts.filter(is_asked_for=False)),
            asked=counted(prompts.filter(is_asked_for=True)),
            prompted=ArraySubquery(prompts.values("product__family")),
            led=ArraySubquery(
                Lead.objects.filter(customer=customer, status__in=OPEN_LEADS).order_by().values("family")
            ),
            put_away=ArraySubquery(put_away.order_by().values("rule__code")),
        )
    )


def counted(prompts: QuerySet[Prompt]) -> Coalesce:
    """How many there are, inside the query of the tickets."""
    n = prompts.values("visit").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(n, output_field=IntegerField()), Value(0))


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
    standings: Mapping[int, Standing]
    staff: Staff | None
    qualifications: frozenset[str]
    product_terms: Mapping[str, tuple[int, ...]]

    def case(self, row: Any, place: Place | None) -> Case:
        """One ticket."""
        customer: Customer | None = row.visit.customer
        standing = self.standings.get(customer.pk) if customer else None
        if customer is None or standing is None:
            customer = None
        age = age_on(self.day, customer.birth_year, customer.birthday) if customer else None
        needs = self.needs.get(row.visit_id, {})
        return Case(
            row,
            customer,
            standing,
            self.situation(row, customer, age, needs, place),
            self.facts(customer, standing, age),
            needs,
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


def by_family(products: QuerySet[Product]) -> dict[str, tuple[Product, ...]]:
    """Products by family, in their order (1 query)."""
    found: dict[str, list[Product]] = defaultdict(list)
    for product in products:
        found[product.family].append(product)
    return {family: tuple(mine) for family, mine in found.items()}


def calendar_of(branch: Branch, day: dt.date) -> Calendar:
    """Holidays and weekends worked in exchange around a day (1 query)."""
    rows = BusinessDay.objects.filter(Q(is_holiday=True) | Q(is_swap_workday=True), branch=branch)
    rows = rows.filter(date__range=(day - BEHIND, day + AHEAD))
    found = list(rows.values_list("date", "is_holiday"))
    return Calendar(
        frozenset(date for date, is_holiday in found if is_holiday),
        frozenset(date for date, is_holiday in found if not is_holiday),
    )


def needs_of(rows: Collection[Ticket]) -> dict[int, dict[str, NeedNamed]]:
    """The needs named in the visits (1 query)."""
    found: dict[int, dict[str, NeedNamed]] = defaultdict(dict)
    for need in Need.objects.filter(visit__in={row.visit_id for row in rows}):
        found[need.visit_id][need.kind] = NeedNamed(need.is_asked, need.is_small_cash, need.term_days)
    return found


def held_by(customers: Collection[Customer]) -> dict[int, list[tuple[int, Held]]]:
    """What customers have by their id, and by minus its id what a whole household has, each with its owner (1 query)."""
    households = {one.household_id for one in customers if one.household_id is not None}
    rows = Holding.objects.filter(
        Q(customer__in=[one.pk for one in customers]) | Q(customer__household__in=households)
    ).values_list("customer", F("customer__household"), "family", "matures_on", "last_credit_on")
    found: dict[int, list[tuple[int, Held]]] = defaultdict(list)
    for owner, household, *fields in rows:
        found[owner].append((owner, Held(*fields)))
        if household is not None:
            found[-household].append((owner, Held(*fields)))
    return found


def events_of(customers: Collection[int]) -> dict[int, list[tuple[Any, dt.date]]]:
    """Their life events (1 query)."""
    found: dict[int, list[tuple[Any, dt.date]]] = defaultdict(list)
    for owner, kind, date in LifeEvent.objects.filter(customer__in=customers).values_list("customer", "kind", "date"):
        found[owner].append((kind, date))
    return found


def assessed(customers: Collection[int], *, at: dt.datetime) -> dict[int, Assessed]:
    """How their assessments of risk tolerance stand (1 query)."""
    rows: dict[int, list[RiskAssessment]] = defaultdict(list)
    found = RiskAssessment.objects.filter(customer__in=customers, status__in=STANDING)
    for row in found.order_by("customer", "-assessed_at", "-pk"):
        rows[row.customer_id].append(row)
    return {customer: standing_of(mine, at=at) for customer, mine in rows.items()}


def qualifications_of(staff: Staff | None, day: dt.date) -> frozenset[str]:
    """What somebody may sell on a day (1 query, none for nobody)."""
    if staff is None:
        return frozenset()
    held = Qualification.objects.filter(staff=staff, valid_from__lte=day, valid_until__gte=day)
    return frozenset(held.values_list("kind", flat=True))


def words_of(branch: Branch, codes: Collection[str], *, at: dt.datetime) -> dict[str, LibraryVersion]:
    """The approved words in force, by the code of their item (1 query): what has run out is silent at once."""
    versions = library_in_force(None, branch, at).filter(item__code__in=codes)
    return {version.item.code: version for version in versions}
