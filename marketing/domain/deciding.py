"""What customers agree to or take back on the page of their own ticket (R11)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import CUSTOMER
from lobby.branches.errors import NotFound
from lobby.customers.domain.consenting import give, withdraw
from lobby.customers.models import Customer
from lobby.live import journal
from marketing.errors.portrait import ShowCardFirst
from queueing.models import Ticket
from queueing.selectors.phone import is_of_today

WAY = "phone_page"


def may_agree(ticket: Ticket, *, at: dt.datetime) -> bool:
    """Whether it is the customer who holds the page: not where a typed number alone said so, nor on later days."""
    return ticket.visit.is_proven and is_of_today(ticket, at=at)


def decide(ticket: Ticket, *, purpose: str, gives: bool, at: dt.datetime) -> Customer:
    """The customer of a ticket agrees or takes it back (6 statements at most).

    Taking back works on later days too. Raises NotFound where nobody is known, or by a typed number alone; ShowCardFirst.
    """
    with journal.unit(by=CUSTOMER, at=at):
        if ticket.customer is None or not ticket.visit.is_proven:
            raise NotFound
        if not gives:
            return withdraw(ticket.customer, purpose=purpose, by=CUSTOMER, at=at, way=WAY)
        if not may_agree(ticket, at=at):
            raise ShowCardFirst
        return give(ticket.customer, purpose=purpose, by=CUSTOMER, at=at, way=WAY)
