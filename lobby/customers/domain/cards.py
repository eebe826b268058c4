"""Making and changing customer cards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.events.cards import CustomerAdded
from lobby.customers.models import Customer
from lobby.live import journal


def add_customer(
    branch: Branch, *, by: Actor, at: dt.datetime, name: str, reference: str = "", **fields: Any
) -> Customer:
    """Make a customer card; the unique blind index refuses a second one for the same core-system number."""
    with journal.unit(by=by, at=at):
        customer = Customer.objects.create(
            branch=branch,
            name=name,
            reference=reference,
            reference_index=blind_index(reference) if reference else "",
            **fields,
        )
        journal.record(CustomerAdded(branch_id=branch.pk, customer=customer.pk))
    return customer
