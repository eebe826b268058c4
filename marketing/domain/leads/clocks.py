"""The clocks of a lead: an offer comes back to the pool, an accepted one has to be contacted (S329)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.calendar import closing_after
from lobby.floor.domain import deadlines
from marketing.models import Lead
from marketing.selectors.terms import in_force

ACCEPT, FIRST_CONTACT = "lead.accept", "lead.first_contact"


def accept_due(lead: Lead, at: dt.datetime) -> dt.datetime:
    """When an offer of this moment comes back: minutes while the customer waits, else at a closing (1–3 queries)."""
    terms = in_force(at)
    if lead.is_on_site:
        return at + dt.timedelta(seconds=max(1, terms.accept_on_site_s))
    return closing_after(lead.branch, at, days=terms.accept_off_site_days)


def contact_due(lead: Lead, at: dt.datetime) -> dt.datetime:
    """By when the customer hears from whoever accepts at this moment (3 queries)."""
    return closing_after(lead.branch, at, days=in_force(at).first_contact_days)


def start(lead: Lead, kind: str, due_at: dt.datetime) -> None:
    """Set a clock of it (1 statement)."""
    deadlines.set_deadline(kind, branch_id=lead.branch_id, subject=lead.subject, due_at=due_at)


def stop(lead: Lead, *, at: dt.datetime) -> None:
    """Nothing of it rings any more (1 statement)."""
    deadlines.stop(subject=lead.subject, at=at)
