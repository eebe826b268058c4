"""Making and changing customer cards."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.customers.encryption import blind_index
from lobby.customers.events.cards import CustomerAdded
from lobby.customers.models import Customer
from lobby.customers.phones import normal_phone
from lobby.customers.selectors.care import day_index
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
            **indexes_of(fields),
            **fields,
        )
        journal.record(CustomerAdded(branch_id=branch.pk, customer=customer.pk))
    return customer


def indexes_of(fields: dict[str, Any]) -> dict[str, str]:
    """What the fields that are given are found by."""
    found = {}
    if fields.get("phone"):
        found["phone_index"] = blind_index(normal_phone(fields["phone"]))
    if fields.get("birthday"):
        found["birthday_index"] = day_index(fields["birthday"])
    return found
