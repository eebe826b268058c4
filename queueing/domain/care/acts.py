"""What is done for somebody who waits, and that it keeps the ticket quiet for a while (S416)."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.alerts.tickets import end_of_long_wait
from queueing.domain.moving import locked, news_of
from queueing.enums import TicketStatus
from queueing.enums.care import CareKind
from queueing.errors.care import NothingToTakeBack, NotWaiting
from queueing.events.care import CareGiven, CareTakenBack
from queueing.models import CareAction, Ticket

CARED_FOR = (TicketStatus.WAITING, TicketStatus.RETURNED, TicketStatus.ON_HOLD)


def care(ticket: Ticket, *, kind: CareKind, by: Staff, at: dt.datetime) -> CareAction:
    """Somebody apologised, explained or brought something.

    The alert about the wait is over with it; a wait that goes on is told of again when the quiet time has passed.
    Raises NotWaiting.
    """
    with journal.unit(by=by.actor, at=at):
        ticket = locked(ticket)
        if ticket.status not in CARED_FOR:
            raise NotWaiting(number=ticket.number)
        quiet = dt.timedelta(seconds=policy_of(ticket.branch, ticket.day).care_quiet_s)
        action = CareAction.objects.create(ticket=ticket, kind=kind, at=at, by_staff=by, quiet_until=at + quiet)
        if ticket.long_wait_alerted_at is not None:
            end_of_long_wait(ticket, by=by.actor, at=at)
            ticket.long_wait_alerted_at = None
            ticket.save(update_fields=["long_wait_alerted_at"])
        journal.record(CareGiven(**news_of(ticket), kind=kind))
    return action


def take_back(action: CareAction, *, by: Actor, at: dt.datetime) -> CareAction:
    """It was pressed by mistake: the wait may be told of again at once. Raises NothingToTakeBack."""
    with journal.unit(by=by, at=at):
        rows = CareAction.objects.select_for_update(no_key=True, of=("self",)).select_related(
            "ticket__branch", "ticket__service"
        )
        action = rows.get(pk=action.pk)
        ticket = action.ticket
        limit = dt.timedelta(seconds=policy_of(ticket.branch, ticket.day).undo_within_s)
        if action.undone_at is not None or action.by_staff_id != by.staff_id or at - action.at > limit:
            raise NothingToTakeBack
        action.undone_at = at
        action.save(update_fields=["undone_at"])
        journal.record(CareTakenBack(**news_of(ticket), kind=action.kind))
    return action
