"""How leads end: won with a deal, lost, withdrawn."""

from __future__ import annotations

import datetime as dt
import re

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.live import journal
from marketing.domain import contributions
from marketing.domain.leads import calling, clocks, moving
from marketing.domain.reasons import said
from marketing.enums.leads import OPEN, EndReason, LeadStatus, ReferralAnswer
from marketing.errors.leads import DealReferenceMissing
from marketing.models import Lead, Referral

# The number of a deal, and no words about anybody.
DEAL = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{1,39}")


def win(lead: Lead, *, by: Staff, at: dt.datetime, deal_reference: str) -> Lead:
    """The deal stands in the core system; who brought it about is drafted from the terms (S196).

    Raises IllegalLeadMove, NotTheReceiver, Forbidden, DealReferenceMissing.
    """
    reference = deal_reference.strip()
    if not DEAL.fullmatch(reference):
        raise DealReferenceMissing
    with journal.unit(by=by.actor, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "win")
        moving.check_receiver(lead, by)
        moving.move(lead, "win", by=by.actor, at=at, deal_reference=reference)
        contributions.draft(lead, closer=by, at=at)
    return lead


def lose(lead: Lead, *, by: Staff, at: dt.datetime, reason: str) -> Lead:
    """Nothing came of what was proposed. Raises IllegalLeadMove, NotTheReceiver, Forbidden, ReasonMissing."""
    words = said(reason)
    with journal.unit(by=by.actor, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "lose")
        moving.check_receiver(lead, by)
        moving.move(lead, "lose", by=by.actor, at=at, reason=words, end_reason=words)
    return lead


def withdraw(lead: Lead, *, by: Staff, at: dt.datetime, reason: str) -> Lead:
    """Nobody goes on with it: the head says so, its receiver for the customer, or its creator until it is taken.

    Raises IllegalLeadMove, Forbidden, ReasonMissing.
    """
    words = said(reason)
    with journal.unit(by=by.actor, at=at):
        lead = moving.locked(lead)
        moving.check_move(lead, "withdraw")
        check_withdraws(lead, by)
        stop(lead, by=by.actor, at=at, reason=words)
    return lead


def check_withdraws(lead: Lead, by: Staff) -> None:
    """Raises Forbidden."""
    if lead.receiver_id == by.pk and lead.status != LeadStatus.OFFERED:
        needed = moving.P.LEAD_WORK
    elif lead.creator_id == by.pk and lead.accepted_at is None:
        needed = moving.P.LEAD_CREATE
    else:
        needed = moving.P.LEAD_MANAGE
    if not can(by, lead.branch, needed):
        raise Forbidden


def stop(lead: Lead, *, by: Actor, at: dt.datetime, reason: str) -> None:
    """End it, its clocks and its calls (5–6 statements). The row must be locked."""
    moving.move(lead, "withdraw", by=by, at=at, reason=reason, end_reason=reason, accept_by=None, contact_by=None)
    Referral.objects.filter(lead=lead, answer="").update(answer=ReferralAnswer.WITHDRAWN, answered_at=at)
    clocks.stop(lead, at=at)
    calling.call_off(lead, at=at, reason="withdrawn")


def stop_all(customer_id: int, *, by: Actor, at: dt.datetime) -> int:
    """The customer took the consent back: everything that is open about them ends in this moment (1 query, more each)."""
    open_leads = Lead.objects.select_for_update(no_key=True, of=("self",)).filter(customer=customer_id, status__in=OPEN)
    leads = list(open_leads.select_related("branch").order_by("pk"))
    for lead in leads:
        stop(lead, by=by, at=at, reason=EndReason.CONSENT_WITHDRAWN)
    return len(leads)
