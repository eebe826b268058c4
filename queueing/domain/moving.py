"""The one place that changes a ticket's state."""

from __future__ import annotations

from typing import Any

from lobby.branches.prepared import Parameter, Prepared
from queueing.enums import TICKET_MOVES, Source, TicketStatus
from queueing.errors import IllegalMove
from queueing.models import Ticket

LOCKED = Prepared(
    lambda: (
        Ticket.objects.select_for_update(no_key=True, of=("self", "visit"))
        .select_related("service", "branch", "visit", "counter", "session")
        .filter(pk=Parameter("ticket"))
    )
)


def locked(ticket: Ticket) -> Ticket:
    """Read the ticket again with everything verbs look at, its row and its visit's locked (1 statement).

    When somebody has just moved the ticket to another service or counter it takes a second one: PostgreSQL, having
    waited, joins the new ticket with the rows it had found for the old one.
    """
    fresh = LOCKED.first(ticket=ticket.pk)
    if fresh is None or not is_whole(fresh):
        fresh = LOCKED.first(ticket=ticket.pk)
    assert fresh is not None  # tickets are never deleted
    return fresh


def is_whole(ticket: Ticket) -> bool:
    """Whether the counter and session that the ticket names came with it."""
    return all(
        named is None or found is not None
        for named, found in ((ticket.counter_id, ticket.counter), (ticket.session_id, ticket.session))
    )


def check_move(ticket: Ticket, verb: str) -> TicketStatus:
    """Return the state the verb leads to; raises IllegalMove when the table does not list it."""
    sources, target = TICKET_MOVES[verb]
    if ticket.status not in sources:
        raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)
    return target


def move(ticket: Ticket, verb: str, **fields: Any) -> Ticket:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    ticket.status = check_move(ticket, verb)
    for name, value in fields.items():
        setattr(ticket, name, value)
    ticket.save(update_fields=["status", *fields])
    return ticket


def news_of(ticket: Ticket) -> dict[str, Any]:
    """The values that every ticket event carries."""
    return {
        "branch_id": ticket.branch_id,
        "ticket": ticket.pk,
        "number": ticket.number,
        "service": ticket.service.code,
    }


def was_booked(ticket: Ticket) -> bool:
    """Whether an appointment follows this ticket."""
    return ticket.source == Source.APPOINTMENT
