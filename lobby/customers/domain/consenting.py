"""What customers agree to, and take back (R11). The card holds how it stands, `ConsentEntry` how it came."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.events.cards import ConsentGiven, ConsentWithdrawn
from lobby.customers.models import ConsentEntry, Customer
from lobby.live import journal

# The column of the card that says since when a consent stands.
COLUMNS = {
    ConsentPurpose.SERVICE: "consent_service_at",
    ConsentPurpose.MARKETING: "consent_marketing_at",
    ConsentPurpose.HOUSEHOLD: "consent_household_at",
}


def give(customer: Customer, *, purpose: str, by: Actor, at: dt.datetime, way: str) -> Customer:
    """The customer agrees; saying it again changes nothing (4 statements, 2 when it stood)."""
    column = COLUMNS[ConsentPurpose(purpose)]
    with journal.unit(by=by, at=at):
        customer = locked(customer)
        if getattr(customer, column) is None:
            setattr(customer, column, at)
            customer.save(update_fields=[column])
            remember(customer, purpose, by=by, at=at, way=way, is_given=True)
            journal.record(ConsentGiven(branch_id=customer.branch_id, customer=customer.pk, purpose=purpose))
    return customer


def withdraw(customer: Customer, *, purpose: str, by: Actor, at: dt.datetime, way: str) -> Customer:
    """The customer takes it back, always at once; without the household's consent nobody is linked to a family."""
    column = COLUMNS[ConsentPurpose(purpose)]
    with journal.unit(by=by, at=at):
        customer = locked(customer)
        if getattr(customer, column) is not None:
            setattr(customer, column, None)
            fields = [column]
            if purpose == ConsentPurpose.HOUSEHOLD:
                customer.household = None
                fields.append("household")
            customer.save(update_fields=fields)
            remember(customer, purpose, by=by, at=at, way=way, is_given=False)
            journal.record(ConsentWithdrawn(branch_id=customer.branch_id, customer=customer.pk, purpose=purpose))
    return customer


def locked(customer: Customer) -> Customer:
    """The card, held until the unit ends; rows that point to it are written meanwhile, so that nobody waits in a circle."""
    return Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)


def remember(customer: Customer, purpose: str, *, by: Actor, at: dt.datetime, way: str, is_given: bool) -> None:
    """Keep how a consent came or went."""
    ConsentEntry.objects.create(
        customer=customer, purpose=purpose, is_given=is_given, way=way, at=at, by_id=by.staff_id
    )
