"""The first split of a won lead, by the weights of the terms (S196)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import business_date, closing_after, local
from lobby.branches.models import Branch, Qualification, Staff
from lobby.floor.domain import deadlines
from marketing.domain.contributions import moving
from marketing.domain.suitability import licence_for
from marketing.models import Contribution, Lead, LeadStep, Product
from marketing.selectors.terms import in_force

WINDOW = "contribution.window"


def draft(lead: Lead, *, closer: Staff, at: dt.datetime) -> Contribution:
    """Who noted it guided, who spoke to the customer first informed, who won it closed; call it in the verb's unit.

    The part of the close is nobody's when the closer has no licence for the product on this day (N13): it stays in the
    sum and is paid to no one. Everybody may dispute it for the business days of the terms.
    """
    terms = in_force(at)
    may_close = is_qualified(lead.branch, closer, lead.product, at=at)
    until = closing_after(lead.branch, at, days=terms.dispute_days)
    contribution = Contribution.objects.create(
        lead=lead,
        branch=lead.branch,
        day=business_date(lead.branch, at),
        guide_id=lead.creator_id,
        inform_id=who_informed(lead) or closer.pk,
        close=closer if may_close else None,
        guide_percent=terms.guide_percent,
        inform_percent=terms.inform_percent,
        close_percent=terms.close_percent,
        is_close_refused=not may_close,
        dispute_until=until,
        created_at=at,
    )
    moving.keep(contribution, "draft", before={}, by=closer.actor, at=at)
    deadlines.set_deadline(WINDOW, branch_id=lead.branch_id, subject=contribution.subject, due_at=until)
    return contribution


def who_informed(lead: Lead) -> int | None:
    """Who spoke to the customer first (1 query)."""
    return LeadStep.objects.filter(lead=lead, verb="contact").values_list("by", flat=True).first()


def is_qualified(branch: Branch, staff: Staff, product: Product | None, *, at: dt.datetime) -> bool:
    """Whether somebody may sell the product on the branch's date of a moment (0–1 queries)."""
    licence = licence_for(product) if product is not None else ""
    day = local(branch, at).date()
    held = Qualification.objects.filter(staff=staff, kind=licence, valid_from__lte=day, valid_until__gte=day)
    return not licence or held.exists()
