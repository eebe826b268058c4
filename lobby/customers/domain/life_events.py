"""What goes on in customers' lives: said by them or known to the core system, never guessed (S152)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.customers.enums.profile import FactSource, LifeEventKind
from lobby.customers.errors.cards import NoConsent
from lobby.customers.events.cards import LifeEventNoted
from lobby.customers.models import Customer, LifeEvent
from lobby.live import journal


def note_life_event(
    customer: Customer,
    *,
    by: Actor,
    at: dt.datetime,
    kind: str,
    date: dt.date,
    source: str = FactSource.CUSTOMER,
) -> LifeEvent:
    """Write an event of a customer's life into the card; the same one twice is one row.

    Raises NoConsent for what a customer said who has not agreed to be followed up (S118).
    """
    if source == FactSource.CUSTOMER and customer.consent_service_at is None:
        raise NoConsent
    with journal.unit(by=by, at=at):
        event, is_new = LifeEvent.objects.get_or_create(
            customer=customer,
            kind=LifeEventKind(kind),
            date=date,
            defaults={"source": source, "noted_at": at, "by_id": by.staff_id},
        )
        if is_new:
            journal.record(LifeEventNoted(branch_id=customer.branch_id, customer=customer.pk, life_event=event.pk))
    return event
