"""Fetching customers through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import Person
from lobby.customers.models import Customer
from queueing.access import found_for

CUSTOMERS = Customer.objects.select_related("branch", "owner")


def customer_for(person: Person, customer_id: int, permission: str) -> Customer:
    """A customer of a branch where the person holds the permission (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, CUSTOMERS.filter(pk=customer_id), permission)
