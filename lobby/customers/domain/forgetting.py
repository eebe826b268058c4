"""Forgetting customers who left the bank: the row stays for what points to it, nothing personal does (R29)."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef

from lobby.branches.actors import SYSTEM, Actor
from lobby.customers.domain import consenting
from lobby.customers.enums.profile import ConsentPurpose, ConsentWay
from lobby.customers.errors.cards import CardHeld, StillHere
from lobby.customers.events.cards import CustomerForgotten
from lobby.customers.models import (
    BankCard,
    ConsentEntry,
    ContactHold,
    Customer,
    Holding,
    KeyDate,
    LifeEvent,
    Memo,
    SegmentMember,
)
from lobby.customers.selectors.terms import forgotten_until
from lobby.live import journal

PERSONAL = (Memo, KeyDate, LifeEvent, Holding, ConsentEntry, SegmentMember, BankCard)
TEXTS = (
    *("name", "reference", "reference_index", "language", "birthday", "birthday_index", "phone", "phone_index"),
    *("email", "document_index", "import_digest"),
)
NOTHING = (
    *("birth_year", "owner", "employer", "household"),
    *("consent_service_at", "consent_marketing_at", "consent_household_at"),
)


def forget(customer: Customer, *, by: Actor, at: dt.datetime) -> Customer:
    """Delete what is personal. Levels of risk stay without a name: they belong to sales, which are kept longer.

    Raises StillHere, CardHeld while a complaint is open. Once forgotten, nothing happens again.
    """
    with journal.unit(by=by, at=at):
        customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
        if customer.forgotten_at is not None:
            return customer
        if customer.closed_on is None:
            raise StillHere
        if ContactHold.objects.filter(customer=customer, until__isnull=True).exists():
            raise CardHeld
        for purpose in ConsentPurpose:
            # What is planned with a consent ends with it.
            consenting.withdraw(customer, purpose=purpose, by=by, at=at, way=ConsentWay.CORE)
        customer.refresh_from_db()
        for model in PERSONAL:
            model.objects.filter(customer=customer).delete()
        for name in TEXTS:
            setattr(customer, name, "")
        for name in NOTHING:
            setattr(customer, name, None)
        customer.forgotten_at = at
        customer.save(update_fields=[*TEXTS, *NOTHING, "forgotten_at"])
        journal.record(CustomerForgotten(branch_id=customer.branch_id, customer=customer.pk))
    return customer


def forget_due(*, at: dt.datetime, limit: int = 500) -> int:
    """Forget whoever left long enough ago, in all branches; returns how many. Safe to run late and twice."""
    last = forgotten_until(at)
    held = ContactHold.objects.filter(customer=OuterRef("pk"), until__isnull=True)
    due = Customer.objects.filter(closed_on__lte=last, forgotten_at__isnull=True).exclude(Exists(held))
    gone = 0
    for customer in due.order_by("closed_on", "pk")[:limit]:
        forget(customer, by=SYSTEM, at=at)
        gone += 1
    return gone
