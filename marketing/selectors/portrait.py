"""A customer's portrait, by what whoever looks may see; and the hints that need no purpose (N20)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from lobby.customers.enums import Tier
from lobby.customers.enums.profile import AssessmentStatus
from lobby.customers.masking import masked_email, masked_phone
from lobby.customers.models import Customer, Holding, LifeEvent, RiskAssessment, masked
from marketing.domain.contacting import may_contact
from marketing.enums.prompts import PEACE, Silence
from marketing.selectors.terms import in_force
from queueing.enums import VisitStatus
from queueing.models import Visit

LAST_VISITS = 5
FREQUENT_WITHIN = dt.timedelta(days=30)
EXPIRES_SOON = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Frequent:
    """How often somebody came within 30 days, and from how many visits on the badge is shown (S327)."""

    visits: int
    least: int

    @property
    def is_shown(self) -> bool:
        """Whether the customer is a frequent visitor."""
        return self.visits >= self.least


@dataclass(frozen=True, slots=True)
class Risk:
    """The newest assessment that counts or waits to be confirmed, and how it stands now."""

    row: RiskAssessment
    state: str

    @property
    def level(self) -> str:
        """C1 to C5."""
        return f"C{self.row.level}"


@dataclass(frozen=True, slots=True)
class Hints:
    """What anybody who serves may know without opening the card: the level, and what the customer agreed to be known by."""

    customer: Customer
    name: str
    tier: str
    words: list[str]
    frequent: Frequent | None
    silence: Silence | None

    @property
    def is_private(self) -> bool:
        """Whether why there are no offers is told only to who opens the card for a purpose."""
        return self.silence in PEACE

    @property
    def may_be_offered(self) -> bool:
        """Whether the customer may be spoken to about an offer."""
        return self.silence is None


@dataclass(frozen=True, slots=True)
class Portrait:
    """The whole card for somebody with a purpose; `in_full` says whether names, numbers and sums are shown whole."""

    customer: Customer
    in_full: bool
    name: str
    phone: str
    email: str
    language: str
    frequent: Frequent
    risk: Risk | None
    holdings: list[Holding]
    life_events: list[LifeEvent]
    visits: list[Visit]
    silence: Silence | None


def sees_in_full(customer: Customer, staff: Staff, held: Collection[str]) -> bool:
    """Whoever looks after the customer, or works with leads, reaches customers by name and number; others do not."""
    return customer.owner_id == staff.pk or Permission.LEAD_WORK in held


def portrait_of(customer: Customer, staff: Staff, held: Collection[str], *, at: dt.datetime) -> Portrait:
    """Everything the card knows (10 queries, whatever there is of it)."""
    in_full = sees_in_full(customer, staff, held)
    visits = Visit.objects.filter(customer=customer).order_by("-arrived_at").prefetch_related("tickets__service")
    return Portrait(
        customer=customer,
        in_full=in_full,
        name=customer.name if in_full else masked(customer.name),
        phone=customer.phone if in_full else masked_phone(customer.phone),
        email=customer.email if in_full else masked_email(customer.email),
        language=language_of(customer),
        frequent=frequency_of(customer, at=at),
        risk=risk_of(customer, at=at),
        holdings=list(customer.holdings.order_by("family", "pk")),
        life_events=list(customer.life_events.order_by("-date", "-pk")[:LAST_VISITS]),
        visits=list(visits[:LAST_VISITS]),
        silence=may_contact(customer, branch=customer.branch, at=at),
    )


def hints_of(customer: Customer, *, at: dt.datetime, visit: Visit | None = None) -> Hints:
    """Name hidden, level, and with the consent to service a few words to serve by (4 queries, none without it)."""
    name, tier = masked(customer.name), Tier(customer.tier).label
    if customer.consent_service_at is None:
        return Hints(customer, name, str(tier), [], None, Silence.NO_CONSENT)
    words = [language_of(customer)] if customer.language and customer.language != "zh-hans" else []
    if customer.prefers_counter:
        words.append(_("prefers the counter"))
    silence = may_contact(customer, branch=customer.branch, at=at, visit=visit)
    return Hints(customer, name, str(tier), words, frequency_of(customer, at=at), silence)


def frequency_of(customer: Customer, *, at: dt.datetime) -> Frequent:
    """Visits within 30 days, today's included, those that came to nothing not (2 queries)."""
    recent = Visit.objects.filter(customer=customer, arrived_at__gt=at - FREQUENT_WITHIN, arrived_at__lte=at)
    return Frequent(recent.exclude(status=VisitStatus.LEFT_EARLY).count(), in_force(at).frequent_visits)


def risk_of(customer: Customer, *, at: dt.datetime) -> Risk | None:
    """How the assessment of risk tolerance stands, None where there never was one (1 query)."""
    rows = customer.assessments.exclude(status=AssessmentStatus.SUPERSEDED).order_by("-assessed_at", "-pk")
    row = rows.first()
    if row is None:
        return None
    if row.status == AssessmentStatus.PENDING:
        return Risk(row, "pending")
    if row.status == AssessmentStatus.EXPIRED or row.valid_until <= at:
        return Risk(row, "expired")
    return Risk(row, "soon" if row.valid_until <= at + EXPIRES_SOON else "valid")


def language_of(customer: Customer) -> str:
    """The language to serve in, as people name it."""
    return str(get_language_info(customer.language or "zh-hans")["name_translated"])
