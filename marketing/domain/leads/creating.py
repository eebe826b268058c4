"""A new lead: from the visit that caused it, with the customer's consent; an open one is linked, not doubled (S003)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.access import can
from lobby.branches.calendar import business_date
from lobby.branches.errors import Forbidden
from lobby.branches.models import Branch, Staff
from lobby.customers.models import Customer
from lobby.floor.wording import check_words
from lobby.live import journal
from marketing.domain import suitability
from marketing.domain.contacting import standings
from marketing.domain.leads import moving
from marketing.enums.leads import OPEN, LeadReason, LeadSource, LeadStatus
from marketing.enums.products import Family, Surface
from marketing.enums.prompts import Silence
from marketing.errors.contacting import Silenced
from marketing.errors.leads import CustomerElsewhere, SourceMissing, UnknownProduct, VisitElsewhere
from marketing.events.leads import LeadCreated, LeadLinked
from marketing.models import Campaign, Lead, Product, Scenario
from marketing.models.leads import NOTE_LENGTH, REASON_LENGTH
from queueing.models import Ticket, Visit

# Where a lead comes from somebody who is not in the branch.
WITHOUT_VISIT = {LeadSource.EVENT, LeadSource.CAMPAIGN, LeadSource.FOLLOW_UP}


def create(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    customer: Customer,
    family: str,
    source: LeadSource | str,
    visit: Visit | None = None,
    ticket: Ticket | None = None,
    scenario: Scenario | None = None,
    campaign: Campaign | None = None,
    product: Product | None = None,
    reason: LeadReason | str = "",
    note: str = "",
    is_on_site: bool = False,
) -> tuple[Lead, bool]:
    """Note an interest; the second value says whether it is new. One that is open for the family is linked instead.

    The customer agreed to offers and has no complaint open (Silenced); the visit is theirs, whoever it was before.
    Raises Forbidden, CustomerElsewhere, VisitElsewhere, SourceMissing, UnknownProduct, Silenced, Unsuitable,
    AppearanceNoted.
    """
    source, family = LeadSource(source), Family(family)
    words = check_words(note.strip())[:NOTE_LENGTH]
    if not can(by, branch, moving.P.LEAD_CREATE):
        raise Forbidden
    visit = ticket.visit if ticket is not None and visit is None else visit
    check_cause(branch, customer, source=source, visit=visit, ticket=ticket)
    if product is not None and product.family != family:
        raise UnknownProduct
    with journal.unit(by=by.actor, at=at):
        customer = moving.locked_customer(customer.pk)
        check_agreed(customer, visit=visit, at=at)
        if product is not None:
            check_suits(customer, product, branch=branch, by=by, at=at, visit=visit)
        if (lead := open_lead(branch, customer, family)) is not None:
            return link(lead, by=by, at=at, source=source, words=words), False
        lead = Lead.objects.create(
            branch=branch,
            day=business_date(branch, at),
            customer=customer,
            family=family,
            product=product,
            source=source,
            visit=visit,
            ticket=ticket,
            scenario=scenario,
            campaign=campaign,
            status=LeadStatus.CREATED,
            since=at,
            creator=by,
            is_on_site=is_on_site,
            reason=reason,
            note=words,
            created_at=at,
        )
        moving.keep_step(lead, "create", before="", by=by.actor, at=at)
        journal.record(LeadCreated(**moving.news_of(lead), source=source))
    return lead, True


def check_suits(
    customer: Customer, product: Product, *, branch: Branch, by: Staff, at: dt.datetime, visit: Visit | None
) -> None:
    """Ask the gate. A referral needs no licence of its own: whoever proposes it will. Raises Unsuitable."""
    asked = {"branch": branch, "by": by.actor, "at": at, "surface": Surface.LEAD}
    suitability.require(customer, product, **asked, visit_id=visit.pk if visit else None)


def open_lead(branch: Branch, customer: Customer, family: Family) -> Lead | None:
    """The open lead of a customer for a family, locked; None for none (1 query)."""
    running = Lead.objects.select_for_update(no_key=True).filter(branch=branch, customer=customer, family=family)
    return running.filter(status__in=OPEN).first()


def link(lead: Lead, *, by: Staff, at: dt.datetime, source: LeadSource, words: str) -> Lead:
    """The same interest again: a line of the open lead's history says so (1 statement)."""
    moving.keep_step(lead, "link", before=lead.status, by=by.actor, at=at, reason=words[:REASON_LENGTH])
    journal.record(LeadLinked(**moving.news_of(lead), source=source))
    return lead


def check_cause(
    branch: Branch, customer: Customer, *, source: LeadSource, visit: Visit | None, ticket: Ticket | None
) -> None:
    """The customer is the branch's, the visit the customer's. Raises CustomerElsewhere, VisitElsewhere, SourceMissing."""
    if customer.branch_id != branch.pk:
        raise CustomerElsewhere
    if visit is None and source not in WITHOUT_VISIT:
        raise SourceMissing
    if visit is not None and (visit.branch_id != branch.pk or visit.customer_id not in (None, customer.pk)):
        raise VisitElsewhere
    if ticket is not None and ticket.visit_id != (visit.pk if visit else None):
        raise VisitElsewhere


def check_agreed(customer: Customer, *, visit: Visit | None, at: dt.datetime) -> None:
    """Raises Silenced (1 query)."""
    silence = silence_of(customer, visit=visit, at=at)
    if silence is not None:
        raise Silenced(silence)


def silence_of(customer: Customer, *, visit: Visit | None, at: dt.datetime) -> Silence | None:
    """A complaint that is open, somebody upset, no consent to offers (1 query).

    How often somebody was contacted does not count: they asked themselves.
    """
    standing = standings(Customer.objects.filter(pk=customer.pk), at=at, visit=visit)[customer.pk]
    if standing.is_held:
        return Silence.COMPLAINT
    if standing.is_upset:
        return Silence.UPSET
    return None if standing.has_consent else Silence.NO_CONSENT
