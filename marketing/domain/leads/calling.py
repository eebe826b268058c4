"""Who hears of a lead. Alerts name the product family and the number of the ticket, never the customer."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import SYSTEM
from lobby.floor.bilingual import both
from lobby.floor.domain.alerts import raise_alert, resolve_about
from marketing.enums.products import Family
from marketing.models import Lead

OFFERED, POOL, CONTACT_LATE = "lead.offered", "lead.pool", "lead.contact_late"


def tell_receiver(lead: Lead, *, at: dt.datetime) -> None:
    """Whoever it was offered to hears of it on whatever screen they have open."""
    raise_alert(
        lead.branch, OFFERED, by=SYSTEM, at=at, subject=lead.subject, values=values_of(lead), person=lead.receiver
    )


def tell_head(lead: Lead, *, at: dt.datetime) -> None:
    """It lies in the head's pool again: nobody took it."""
    raise_alert(lead.branch, POOL, by=SYSTEM, at=at, subject=lead.subject, values=values_of(lead))


def tell_late(lead: Lead, *, at: dt.datetime) -> None:
    """The customer has not heard from whoever accepted."""
    raise_alert(
        lead.branch, CONTACT_LATE, by=SYSTEM, at=at, subject=lead.subject, values=values_of(lead), person=lead.receiver
    )


def call_off(lead: Lead, *, at: dt.datetime, reason: str) -> None:
    """End what calls for people about it (1 query when nothing does)."""
    resolve_about(lead.subject, at=at, reason=reason)


def values_of(lead: Lead) -> dict[str, object]:
    """What alerts say of it: the family in both languages."""
    return {"family": both(Family(lead.family).label), "lead": lead.pk}
