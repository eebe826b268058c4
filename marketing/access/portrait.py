"""Fetching customers and the tickets they are joined to through the person: a stranger finds nothing."""

from __future__ import annotations

from lobby.branches.access import Person
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch
from lobby.customers.models import Customer
from queueing.access import TICKETS, found_for
from queueing.models import Ticket

CUSTOMERS = Customer.objects.select_related("branch", "owner")


def customer_for(person: Person, customer_id: int, permission: str) -> Customer:
    """A customer of a branch where the person holds the permission (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, CUSTOMERS.filter(pk=customer_id), permission)


def ticket_of(branch: Branch, wished: str) -> Ticket | None:
    """The ticket of the branch that an address or a form names, None for none (0–1 query). Raises NotFound."""
    if not wished:
        return None
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    ticket = TICKETS.filter(branch=branch, pk=int(wished)).first()
    if ticket is None:
        raise NotFound
    return ticket


def newest_ticket_of(branch: Branch, wished: str) -> Ticket | None:
    """The newest ticket of a visit that an address names, None for none (1 query). Raises NotFound."""
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    return TICKETS.filter(branch=branch, visit=int(wished)).order_by("-issued_at").first()
