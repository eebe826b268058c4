"""A case for every kind of deadline of leads and splits."""

from __future__ import annotations

import datetime as dt

from lobby.branches.enums import RoleCode
from marketing.domain.contributions.calling import READY
from marketing.domain.contributions.drafting import WINDOW
from marketing.domain.leads.calling import CONTACT_LATE, POOL
from marketing.domain.leads.clocks import ACCEPT, FIRST_CONTACT
from marketing.models import Contribution, Lead, MarketingTerms
from tests.floor.deadlines.stages import Case, Stage, Subject, calls
from tests.marketing.factories import make_customer, make_lead, make_product, make_qualification
from tests.marketing.leads.acting import acts, brought

MINUTES = dt.timedelta(minutes=3)


def lead_at(stage: Stage, verb: str, **fields: object) -> Lead:
    """A lead for a deposit that was brought to a verb; disputes have three days here."""
    terms = {"effective_from": dt.date(2020, 1, 1), "dispute_days": 3}
    MarketingTerms.objects.get_or_create(effective_from=terms["effective_from"], defaults=terms)
    product = make_product(f"D{stage.branch.pk}{verb}", "time_deposit", None)
    customer = make_customer(stage.branch, f"{verb}{stage.branch.pk}", consent_marketing_at=stage.at)
    adviser = stage.staff("lin", RoleCode.WM)
    if not adviser.qualifications.exists():
        make_qualification(adviser)
    lead = make_lead(
        stage.branch, customer, stage.at, creator=stage.manager, family="time_deposit", is_on_site=True, **fields
    )
    return brought(lead, verb, acts(creator=stage.manager, receiver=adviser, product=product), stage.at)


def offered(stage: Stage) -> Subject:
    """A colleague has three minutes to answer."""
    return lead_at(stage, "offer").subject


def accepted(stage: Stage) -> Subject:
    """The customer has to hear from them by the next business day's closing."""
    return lead_at(stage, "accept").subject


def won(stage: Stage) -> Subject:
    """Its split can be disputed for three business days."""
    return lead_at(stage, "win").contribution.subject


CASES = {
    ACCEPT: Case(
        offered,
        lambda stage: stage.at + MINUTES,
        lambda _stage, pk: (Lead.objects.get(pk=pk).status, calls(POOL, ("lead", pk))),
        ("offered", 0),
        ("expired", 1),
    ),
    FIRST_CONTACT: Case(
        accepted,
        lambda stage: stage.closes(1),
        lambda _stage, pk: (Lead.objects.get(pk=pk).status, calls(CONTACT_LATE, ("lead", pk))),
        ("accepted", 0),
        ("accepted", 1),
    ),
    WINDOW: Case(
        won,
        lambda stage: stage.closes(3),
        lambda _stage, pk: (Contribution.objects.get(pk=pk).status, calls(READY, ("contribution", pk))),
        ("draft", 0),
        ("draft", 1),
    ),
}
