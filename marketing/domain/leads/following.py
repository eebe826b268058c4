"""What leads and splits follow of other rooms, inside the writer's transaction."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.events.cards import ConsentWithdrawn
from lobby.live import journal
from lobby.live.events import Event
from marketing.domain.contributions import claw_back_for
from marketing.domain.leads.ending import stop_all

# Named by their words: complaints are beside this room, not below it.
COMPLAINT_MOVED, UPHELD = "complaint.moved", {"upheld", "partly"}


def register() -> None:
    """Follow them; called once when Django starts."""
    journal.subscribe(ConsentWithdrawn.type, consent_withdrawn)
    journal.subscribe(COMPLAINT_MOVED, complaint_moved)


def consent_withdrawn(event: Event, by: Actor, at: dt.datetime) -> None:
    """Offers are not wanted any more: every open lead of the customer ends at once."""
    assert isinstance(event, ConsentWithdrawn)
    if event.purpose == ConsentPurpose.MARKETING:
        stop_all(event.customer, by=by, at=at)


def complaint_moved(event: Event, by: Actor, at: dt.datetime) -> None:
    """A complaint that was right takes back what was earned by the customer (R25)."""
    told = event.payload()
    if told["verdict"] in UPHELD:
        claw_back_for(told["complaint"], by=by, at=at)
