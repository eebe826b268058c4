"""Taking back the last finish or miss instead of asking "are you sure?"."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import Actor
from lobby.branches.models import BranchPolicy
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.domain.calling import session_for_call
from queueing.domain.moving import locked, move, news_of, was_booked
from queueing.domain.serving import counter_code
from queueing.domain.visits import follow_ticket
from queueing.enums import TicketStatus
from queueing.errors import FinishWasRated, IllegalMove, TooLate
from queueing.events import TicketUndone
from queueing.models import Ticket


def undo(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """Undo the last finish or miss at the same counter, while its session is open and free.

    Raises IllegalMove (nothing to undo), TooLate, FinishWasRated, CounterNotOpen, CounterBusy.
    """
    with journal.unit(by=by, at=at):
        if ticket.session is None:
            raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)
        session_for_call(ticket.session, at=at)
        ticket = locked(ticket)
        if ticket.rated_at is not None:
            raise FinishWasRated(number=ticket.number)
        verb = "finish" if ticket.status == TicketStatus.DONE else "miss"
        policy = policy_of(ticket.branch, ticket.day)
        check_in_time(ticket, policy, at)
        again: dict[str, Any] = {"ended_at": None, "outcome": "", "services_done": []}
        if verb == "miss":
            again = {"ended_at": None, "miss_due_at": at + dt.timedelta(seconds=policy.no_show_after_s)}
        move(ticket, f"undo_{verb}", **again)
        follow_ticket(ticket, at=at)
        journal.record(
            TicketUndone(**news_of(ticket), counter=counter_code(ticket), verb=verb, was_booked=was_booked(ticket))
        )
    return ticket


def check_in_time(ticket: Ticket, policy: BranchPolicy, at: dt.datetime) -> None:
    """Undo is offered for a short time only; a ticket settled by somebody else has no undo."""
    if ticket.ended_at is None or ticket.end_reason:
        raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)
    if at - ticket.ended_at > dt.timedelta(seconds=policy.undo_within_s):
        raise TooLate
