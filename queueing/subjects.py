"""Tickets as what acts of the floor are about: waivers, seizures, bill and fraud checks."""

from __future__ import annotations

from lobby.branches.models import Branch
from lobby.floor import subjects
from queueing.enums import PriorityClass
from queueing.models import Ticket

TICKET = "ticket"


def find_ticket(branch: Branch, ticket_id: int) -> subjects.Subject | None:
    """A ticket of the branch by its number (1 query)."""
    ticket = Ticket.objects.filter(pk=ticket_id, branch=branch).only("number", "priority").first()
    return subjects.Subject(ticket.number, is_care=ticket.priority == PriorityClass.CARE) if ticket else None


def register() -> None:
    """Fill the floor's registry; called once when Django starts."""
    subjects.register(TICKET, find_ticket)
