"""What every verb on a lead shares: the lock, the move, the step that is kept, the news, who may.

Locks are taken in one order: customer, lead, referral, contribution, then clocks and alerts.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.access import can
from lobby.branches.actors import Actor
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.customers.models import Customer
from lobby.floor.domain.joined import forget_stale
from lobby.live import journal
from marketing.enums.leads import ENDED, LEAD_MOVES, LeadStatus
from marketing.errors.leads import IllegalLeadMove, NotTheReceiver
from marketing.events.leads import LeadMoved
from marketing.models import Lead, LeadStep

P = Permission


def locked_customer(customer_id: int) -> Customer:
    """The card, held so that neither consent nor another lead of it changes meanwhile (1 statement)."""
    return Customer.objects.select_for_update(of=("self",), no_key=True).get(pk=customer_id)


def locked(lead: Lead) -> Lead:
    """Read the lead again with its row locked (1 statement)."""
    rows = Lead.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "customer", "creator", "receiver", "product").get(pk=lead.pk)
    forget_stale(found, "receiver", "product")
    return found


def check_move(lead: Lead, verb: str) -> None:
    """Raises IllegalLeadMove when the table does not list the step."""
    if lead.status not in LEAD_MOVES[verb][0]:
        raise IllegalLeadMove(status=LeadStatus(lead.status).label)


def check_receiver(lead: Lead, by: Staff) -> None:
    """Only whom it was offered to, while they may work on leads (1 query). Raises NotTheReceiver, Forbidden."""
    if lead.receiver_id != by.pk:
        raise NotTheReceiver
    if not can(by, lead.branch, P.LEAD_WORK):
        raise Forbidden


def move(lead: Lead, verb: str, *, by: Actor, at: dt.datetime, reason: str = "", **fields: Any) -> Lead:
    """Take the verb's move, save it with the named fields, keep the step (2 statements). The row must be locked."""
    check_move(lead, verb)
    before = lead.status
    for name, value in fields.items():
        setattr(lead, name, value)
    lead.status, lead.since = LEAD_MOVES[verb][1], at
    lead.ended_at = at if lead.status in ENDED else None
    names = [name.removesuffix("_id") for name in fields]
    lead.save(update_fields=["status", "since", "ended_at", *names])
    keep_step(lead, verb, before=before, by=by, at=at, reason=reason)
    journal.record(LeadMoved(**news_of(lead), verb=verb))
    return lead


def keep_step(lead: Lead, verb: str, *, before: str, by: Actor, at: dt.datetime, reason: str = "") -> LeadStep:
    """Write one line of its history (1 statement)."""
    return LeadStep.objects.create(
        lead=lead, verb=verb, before=before, after=lead.status, at=at, by_id=by.staff_id, reason=reason
    )


def news_of(lead: Lead) -> dict[str, Any]:
    """The values that every event of a lead carries."""
    return {
        "branch_id": lead.branch_id,
        "lead": lead.pk,
        "customer": lead.customer_id,
        "visit": lead.visit_id,
        "family": lead.family,
        "status": lead.status,
        "receiver": lead.receiver_id,
    }
