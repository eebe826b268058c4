"""Who may be spoken to about an offer, the contacts that were made, and the peace after a "no" (N14).

Every part that reaches out asks `may_contact` first and tells `record` afterwards; `record` asks once more under the
customer's lock, so that two colleagues cannot both have the last contact of a month.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch, Staff
from lobby.customers.models import ContactHold, Customer
from lobby.live import journal
from marketing.enums.prompts import PromptAnswer, Silence
from marketing.errors.contacting import Silenced
from marketing.events.contacting import ContactMade, ContactTakenBack, CoolOffBegan, CoolOffTakenBack
from marketing.models import Campaign, Contact, CoolOff, MarketingTerms, Product, Scenario
from marketing.selectors.terms import in_force
from queueing.models import UpsetFlag, Visit

COUNTED = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a customer stands towards offers at a moment: `cooling` are the families they said no to not long ago."""

    has_consent: bool
    is_held: bool
    is_upset: bool
    contacts: int
    cooling: frozenset[str]

    def silence(self, terms: MarketingTerms, family: str = "") -> Silence | None:
        """What speaks against a contact, the gravest first; None when nothing does."""
        if self.is_held:
            return Silence.COMPLAINT
        if self.is_upset:
            return Silence.UPSET
        if not self.has_consent:
            return Silence.NO_CONSENT
        if family and family in self.cooling:
            return Silence.COOL_OFF
        return Silence.FREQUENCY if self.contacts >= terms.contacts_in_30_days else None


def standings(customers: QuerySet[Customer], *, at: dt.datetime, visit: Visit | None = None) -> dict[int, Standing]:
    """How customers stand (1 query). A hold or a call for a host of `visit` counts as the customer's own.

    What somebody agreed to ends when they leave the bank.
    """
    cooling = CoolOff.objects.filter(customer=OuterRef("pk"), since__lte=at, until__gt=at)
    families = cooling.order_by().values("customer").annotate(all=ArrayAgg("family")).values("all")
    held = Q(customer=OuterRef("pk")) | (Q(visit=visit.pk) if visit else Q())
    of_late = Contact.objects.filter(customer=OuterRef("pk"), at__gt=at - COUNTED, at__lte=at)
    count = of_late.order_by().values("customer").annotate(n=Count("pk")).values("n")
    upset = UpsetFlag.objects.filter(ended_at__isnull=True)
    upset = upset.filter(visit=visit.pk) if visit else upset.none()
    rows = customers.order_by().annotate(
        held=Exists(ContactHold.objects.filter(held, until__isnull=True)),
        upset=Exists(upset),
        contacted=Coalesce(Subquery(count, output_field=IntegerField()), Value(0)),
        cooling=Subquery(families),
    )
    consents = Case(When(closed_on__isnull=True, then=F("consent_marketing_at")))
    found = rows.values_list("pk", consents, "held", "upset", "contacted", "cooling")
    return {
        pk: Standing(consent is not None and consent <= at, held, upset, contacted, frozenset(cooling or ()))
        for pk, consent, held, upset, contacted, cooling in found
    }


def may_contact(
    customer: Customer | None, *, branch: Branch, at: dt.datetime, family: str = "", visit: Visit | None = None
) -> Silence | None:
    """What silences an offer of the family to the customer, None when they may be asked (2 queries).

    Nobody known has consented to nothing (N20), and another branch's customer is nobody here.
    """
    if customer is None or customer.branch_id != branch.pk:
        return Silence.NO_CONSENT
    standing = standings(Customer.objects.filter(pk=customer.pk), at=at, visit=visit).get(customer.pk)
    return standing.silence(in_force(at), family) if standing else Silence.NO_CONSENT


def record(
    customer: Customer,
    *,
    branch: Branch,
    by: Actor,
    at: dt.datetime,
    way: str,
    product: Product | None = None,
    scenario: Scenario | None = None,
    campaign: Campaign | None = None,
    visit: Visit | None = None,
    answer: str = "",
    staff: Staff | None = None,
) -> Contact:
    """Note that the customer was spoken to; a "no" begins the cool-off of the product's family.

    Raises Silenced when they may not be: what was blocked is no attempt (K10).
    """
    with journal.unit(by=by, at=at):
        locked = Customer.objects.select_for_update(of=("self",), no_key=True).get(pk=customer.pk)
        silence = may_contact(locked, branch=branch, at=at, family=product.family if product else "", visit=visit)
        if silence is not None:
            raise Silenced(silence)
        contact = Contact.objects.create(
            branch=branch,
            day=business_date(branch, at),
            customer=customer,
            visit=visit,
            staff=staff,
            scenario=scenario,
            campaign=campaign,
            product=product,
            way=way,
            at=at,
        )
        journal.record(
            ContactMade(
                branch_id=branch.pk,
                contact=contact.pk,
                customer=customer.pk,
                visit=visit.pk if visit else None,
                way=way,
            )
        )
        return note_answer(contact, by=by, at=at, answer=answer) if answer else contact


def note_answer(contact: Contact, *, by: Actor, at: dt.datetime, answer: str) -> Contact:
    """Keep what the customer said; a "no" begins the cool-off."""
    with journal.unit(by=by, at=at):
        contact.answer = PromptAnswer(answer)
        contact.save(update_fields=["answer"])
        if contact.answer == PromptAnswer.NO and contact.product is not None:
            refuse(
                contact.customer,
                branch=contact.branch,
                by=by,
                at=at,
                family=contact.product.family,
                visit_id=contact.visit_id,
            )
    return contact


def refuse(
    customer: Customer, *, branch: Branch, by: Actor, at: dt.datetime, family: str, visit_id: int | None = None
) -> CoolOff:
    """The customer said no: nobody asks about the family again for the days of the terms; a later no begins anew."""
    with journal.unit(by=by, at=at):
        until = peace_until(at)
        running = CoolOff.objects.select_for_update(no_key=True).filter(customer=customer, family=family, until__gt=at)
        row = running.first() or CoolOff(customer=customer, family=family, since=at)
        row.until_before, row.until = row.until, until
        row.save()
        journal.record(CoolOffBegan(branch_id=branch.pk, customer=customer.pk, visit=visit_id, family=family))
    return row


def peace_until(at: dt.datetime) -> dt.datetime:
    """Until when a "no" of a moment holds (1 query)."""
    return at + dt.timedelta(days=in_force(at).cool_off_days)


def forget_no(row: CoolOff, *, branch: Branch, by: Actor, at: dt.datetime, said_at: dt.datetime) -> bool:
    """A "no" was noted by mistake: the peace ends as if it had not been said; False where another one was said since."""
    with journal.unit(by=by, at=at):
        row = CoolOff.objects.select_for_update(no_key=True).get(pk=row.pk)
        if row.until != peace_until(said_at):
            return False
        journal.record(CoolOffTakenBack(branch_id=branch.pk, customer=row.customer_id, family=row.family))
        if row.until_before is None:
            row.delete()
        else:
            row.until, row.until_before = row.until_before, None
            row.save(update_fields=["until", "until_before"])
    return True


def forget_contact(contact: Contact, *, by: Actor, at: dt.datetime) -> None:
    """A talk was noted by mistake: it is no attempt (K10). Only what no lead and no prompt is about."""
    with journal.unit(by=by, at=at):
        journal.record(ContactTakenBack(branch_id=contact.branch_id, contact=contact.pk, customer=contact.customer_id))
        contact.delete()
