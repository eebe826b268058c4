"""What happens at the counter: start, finish, hold, resume, send back, hand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import Actor
from lobby.branches.models import Counter, Service, Staff
from lobby.floor.domain.fraud.checks import check_gate
from lobby.live import journal
from queueing.domain.calling import session_for_call
from queueing.domain.care import stages
from queueing.domain.care.channels import machine_is_free
from queueing.domain.moving import check_move, locked, move, news_of, was_booked
from queueing.domain.notes import add_note
from queueing.domain.targets import check_target
from queueing.domain.visits import follow_ticket, move_visit
from queueing.enums import Outcome, ReturnReason, VisitStatus
from queueing.errors import IllegalMove
from queueing.events import TicketFinished, TicketHandedOn, TicketHeld, TicketResumed, TicketReturned, TicketStarted
from queueing.models import CounterSession, Ticket
from queueing.subjects import TICKET


def start(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The called customer is at the counter. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        is_free = machine_is_free(ticket)
        move(ticket, "start", started_at=at, miss_due_at=None, could_have_been_self_service=is_free)
        move_visit(ticket.visit, VisitStatus.IN_SERVICE, at=at)
        stages.to_counter(ticket, at=at)
        journal.record(TicketStarted(**news_of(ticket), counter=counter_code(ticket), was_booked=was_booked(ticket)))
    return ticket


def finish(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    outcome: Outcome = Outcome.COMPLETED,
    services_done: Iterable[str] = (),
    quantity: int = 1,
    missing: ReturnReason | str = "",
) -> Ticket:
    """Service ended with an outcome; `services_done` are service codes, by default the ticket's own.

    `missing` says what the customer has to come again with, where it was not possible (K19). Raises IllegalMove, and
    FraudGate for something completed while a decision on signs of fraud is open or stopped it.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_move(ticket, "finish")
        if outcome == Outcome.COMPLETED:
            check_gate((TICKET, ticket.pk))
        move(
            ticket,
            "finish",
            ended_at=at,
            outcome=outcome,
            services_done=list(services_done) or [ticket.service.code],
            quantity=quantity,
            return_reason=missing or ticket.return_reason,
        )
        follow_ticket(ticket, at=at)
        stages.after_service(ticket, at=at)
        journal.record(
            TicketFinished(
                **news_of(ticket), counter=counter_code(ticket), outcome=outcome, was_booked=was_booked(ticket)
            )
        )
    return ticket


def hold(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The customer fills in or fetches something; the counter may serve others meanwhile. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "hold", held_at=at)
        follow_ticket(ticket, at=at)
        journal.record(TicketHeld(**news_of(ticket), counter=counter_code(ticket)))
    return ticket


def resume(ticket: Ticket, *, by: Actor, at: dt.datetime, session: CounterSession) -> Ticket:
    """Serve a held ticket again, at this session's counter. Raises IllegalMove, CounterNotOpen, CounterBusy."""
    with journal.unit(by=by, at=at):
        session = session_for_call(session, at=at)
        ticket = locked(ticket)
        check_move(ticket, "resume")
        assert ticket.held_at is not None
        move(
            ticket,
            "resume",
            session=session,
            counter=session.counter,
            held_s=ticket.held_s + int((at - ticket.held_at).total_seconds()),
            held_at=None,
        )
        move_visit(ticket.visit, VisitStatus.IN_SERVICE, at=at)
        journal.record(TicketResumed(**news_of(ticket), counter=session.counter.code))
    return ticket


def send_back(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: ReturnReason) -> Ticket:
    """Something is missing: the customer completes it and comes back first, with the same number. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        counter = counter_code(ticket)
        move(
            ticket,
            "send_back",
            goes_first=True,
            waits_since=at,
            return_reason=reason,
            return_count=ticket.return_count + 1,
        )
        follow_ticket(ticket, at=at)
        journal.record(TicketReturned(**news_of(ticket), counter=counter, reason=reason))
    return ticket


def hand_on(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service | None = None,
    counter: Counter | None = None,
    person: Staff | None = None,
    note: str = "",
) -> Ticket:
    """Pass the customer on during service: to another queue, counter or person; a new wait leg begins.

    The number and the issue time stay; `note` is for whoever serves next. Raises IllegalMove, NobodyAble.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_move(ticket, "hand_on")
        from_service, from_counter = ticket.service.code, counter_code(ticket)
        target = service or ticket.service
        check_target(ticket, target, counter=counter, person=person)
        move(
            ticket,
            "hand_on",
            service=target,
            only_counter=counter,
            only_staff=person,
            queue_at=at,
            waits_since=at,
            call_count=0,
            passes=0,
        )
        follow_ticket(ticket, at=at)
        journal.record(TicketHandedOn(**news_of(ticket), from_service=from_service, counter=from_counter))
        if note.strip():
            add_note(ticket, by=by, at=at, text=note)
    return ticket


def settle(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """End a ticket that nobody finished, outcome unknown. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "settle", ended_at=at, outcome=Outcome.UNKNOWN, end_reason=reason)
        follow_ticket(ticket, at=at)
        journal.record(
            TicketFinished(
                **news_of(ticket),
                counter=counter_code(ticket),
                outcome=Outcome.UNKNOWN.value,
                reason=reason,
                was_booked=was_booked(ticket),
            )
        )
    return ticket


def counter_code(ticket: Ticket) -> str:
    """Code of the counter the ticket is or was at."""
    if ticket.counter is None:
        raise IllegalMove(number=ticket.number, status=ticket.get_status_display())
    return ticket.counter.code
