"""What the rules of the gate go by, read once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Q

from lobby.branches.calendar import local
from lobby.branches.models import Branch, Qualification, Staff
from lobby.customers.enums import Capacity
from lobby.customers.models import ContactHold, Customer
from lobby.customers.selectors.assessments import Standing, standing
from marketing.models import MarketingTerms
from marketing.selectors.terms import in_force


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
    facts: dict[str, Any] = {
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


def age_on(day: dt.date, birth_year: int | None, birthday: str) -> int | None:
    """Full years on a day; with an unknown birthday those reached within the year, so that care begins rather early."""
    if birth_year is None:
        return None
    is_ahead = bool(birthday) and f"{day:%m-%d}" < birthday
    return day.year - birth_year - is_ahead
