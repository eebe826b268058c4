"""Holds on offering anything to a customer."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.customers.enums.holds import ContactHoldKind
from lobby.customers.events.cards import ContactHeld, ContactReleased
from lobby.customers.models import ContactHold
from lobby.live import journal


def hold_contact(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    kind: ContactHoldKind,
    cause: tuple[str, int],
    customer_id: int | None = None,
    visit_id: int | None = None,
) -> ContactHold:
    """Nobody offers anything to the customer, or in the visit, until the cause has ended; one hold for each cause."""
    with journal.unit(by=by, at=at):
        hold, is_new = ContactHold.objects.get_or_create(
            cause_type=cause[0],
            cause_id=cause[1],
            until=None,
            defaults={
                "branch": branch,
                "kind": kind,
                "customer_id": customer_id,
                "visit": visit_id,
                "since": at,
            },
        )
        if is_new:
            journal.record(ContactHeld(branch_id=branch.pk, **news_of_hold(hold)))
    return hold


def release_contact(cause: tuple[str, int], *, by: Actor, at: dt.datetime) -> None:
    """What held the contact has ended (1 query when nothing did)."""
    with journal.unit(by=by, at=at):
        running = ContactHold.objects.select_for_update(no_key=True).filter(
            cause_type=cause[0], cause_id=cause[1], until=None
        )
        for hold in running:
            hold.until = at
            hold.save(update_fields=["until"])
            journal.record(ContactReleased(branch_id=hold.branch_id, **news_of_hold(hold)))


def news_of_hold(hold: ContactHold) -> dict[str, Any]:
    """The values that every event of a hold carries."""
    return {
        "contact_hold": hold.pk,
        "customer": hold.customer_id,
        "visit": hold.visit,
        "kind": hold.kind,
    }
