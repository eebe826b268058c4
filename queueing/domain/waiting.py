"""What happens to a ticket that waits or did not come."""

from __future__ import annotations

import datetime as dt

import structlog
from django.db import InterfaceError, OperationalError

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import Channel
from lobby.branches.models import Counter, Device, Service, Staff
from lobby.branches.policies import policy_of
from lobby.live import journal
from queueing.domain.locks import take_call_lock
from queueing.domain.moving import check_move, locked, move, news_of, was_booked
from queueing.domain.serving import counter_code
from queueing.domain.targets import check_target
from queueing.domain.triage import decide, diverted, hold_machine, offer_failed, offer_worked
from queueing.domain.visits import follow_ticket
from queueing.enums import CALLABLE, Outcome, TicketStatus
from queueing.errors import CannotDivert, OnceOnly, ReasonMissing, TooLate
from queueing.events import (
    TicketAbandoned,
    TicketCancelled,
    TicketFellBack,
    TicketFinished,
    TicketMissed,
    TicketPostponed,
    TicketReinstated,
    TicketTransferred,
)
from queueing.models import Ticket
from queueing.triage.routes import Route

log = structlog.get_logger(__name__)

ONE_TICK = dt.timedelta(microseconds=1)


def miss(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The called customer did not come. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "miss", ended_at=at, miss_due_at=None)
        follow_ticket(ticket, at=at)
        journal.record(TicketMissed(**news_of(ticket), counter=counter_code(ticket)))
    return ticket


def reinstate(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """A missed customer came after all: back in the old place, once. Raises IllegalMove, OnceOnly, TooLate."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_move(ticket, "reinstate")
        if ticket.reinstated_at is not None:
            raise OnceOnly(number=ticket.number)
        policy = policy_of(ticket.branch, ticket.day)
        assert ticket.ended_at is not None
        if at - ticket.ended_at > dt.timedelta(seconds=policy.reinstate_within_s):
            raise TooLate
        move(
            ticket,
            "reinstate",
            reinstated_at=at,
            ended_at=None,
            waits_since=at,
            session=None,
            counter=None,
            call_count=0,
        )
        follow_ticket(ticket, at=at)
        journal.record(TicketReinstated(**news_of(ticket)))
    return ticket


def postpone(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The customer lets the next ones go first, once. Raises IllegalMove, OnceOnly."""
    with journal.unit(by=by, at=at):
        take_call_lock(ticket.branch_id)
        ticket = locked(ticket)
        check_move(ticket, "postpone")
        if ticket.postponed_at is not None:
            raise OnceOnly(number=ticket.number)
        behind = policy_of(ticket.branch, ticket.day).postpone_behind
        move(
            ticket,
            "postpone",
            queue_at=place_behind(ticket, behind, at=at),
            goes_first=False,
            postponed_at=at,
            miss_due_at=None,
            session=None,
            counter=None,
            call_count=0,
        )
        journal.record(TicketPostponed(**news_of(ticket)))
    return ticket


def place_behind(ticket: Ticket, behind: int, *, at: dt.datetime) -> dt.datetime:
    """The `queue_at` just behind the next `behind` tickets of the same service; never earlier than its own."""
    later = (
        Ticket.objects.filter(
            branch=ticket.branch_id, day=ticket.day, service=ticket.service, status__in=CALLABLE, goes_first=False
        )
        .exclude(pk=ticket.pk)
        .filter(queue_at__gte=ticket.queue_at)
        .order_by("queue_at", "pk")
        .values_list("queue_at", flat=True)[:behind]
    )
    places = list(later)
    last = places[-1] if len(places) == behind else max([*places, at])
    return max(last, ticket.queue_at) + ONE_TICK


def transfer(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service | None = None,
    counter: Counter | None = None,
    person: Staff | None = None,
) -> Ticket:
    """Move a waiting ticket to another queue, counter or person; number and issue time stay.

    Raises IllegalMove, NobodyAble.
    """
    with journal.unit(by=by, at=at):
        # A counter that has picked this ticket must not get it for a service or counter it is no longer for.
        take_call_lock(ticket.branch_id)
        ticket = locked(ticket)
        check_move(ticket, "transfer")
        from_service, target = ticket.service.code, service or ticket.service
        check_target(ticket, target, counter=counter, person=person)
        move(ticket, "transfer", service=target, only_counter=counter, only_staff=person, passes=0)
        journal.record(TicketTransferred(**news_of(ticket), from_service=from_service))
    return ticket


def divert(
    ticket: Ticket,
    *,
    by: Actor,
    at: dt.datetime,
    channel: Channel,
    own_wish: bool = False,
    device: Device | None = None,
) -> Ticket:
    """Send a waiting customer to a device. Elderly and counter-preferring customers only at their own wish (R19, N10).

    Raises IllegalMove, CannotDivert, EscortMissing, DeviceOutOfUse.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        check_move(ticket, "divert")
        if channel not in ticket.service.channels or channel == Channel.COUNTER:
            raise CannotDivert(service=ticket.service.name)
        policy = policy_of(ticket.branch, ticket.day)
        route = Route(channel, channel, (), policy.triage_order, device_id=device.pk if device else None)
        decide(ticket, route, policy=policy, by=by, at=at, own_wish=own_wish)
        hold_machine(route, ticket.service, at=at)
        move(ticket, "divert")
        journal.record(diverted(ticket, channel))
    return ticket


def fall_back(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """The device could not do it: back in the queue, first class, with the original issue time. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "fall_back", goes_first=True, waits_since=at)
        follow_ticket(ticket, at=at)
        offer_failed(ticket, reason)
        journal.record(TicketFellBack(**news_of(ticket), reason=reason))
    return ticket


def complete_diversion(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The device did it; the ticket counts as done there. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "complete_diversion", ended_at=at, outcome=Outcome.COMPLETED)
        follow_ticket(ticket, at=at)
        offer_worked(ticket, at=at)
        journal.record(
            TicketFinished(
                **news_of(ticket), counter="", outcome=Outcome.COMPLETED.value, was_booked=was_booked(ticket)
            )
        )
    return ticket


def leave(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str = "left") -> Ticket:
    """The customer left. Raises IllegalMove."""
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        was_at_machine = ticket.status == TicketStatus.DIVERTED
        move(ticket, "leave", ended_at=at, end_reason=reason, miss_due_at=None)
        follow_ticket(ticket, at=at, reason=reason)
        journal.record(TicketAbandoned(**news_of(ticket), reason=reason, was_at_machine=was_at_machine))
    return ticket


def cancel(ticket: Ticket, *, by: Actor, at: dt.datetime, reason: str) -> Ticket:
    """Take a ticket out of the queue. Raises ReasonMissing, IllegalMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        ticket = move(locked(ticket), "cancel", ended_at=at, end_reason=reason.strip())
        follow_ticket(ticket, at=at, reason=reason.strip())
        journal.record(TicketCancelled(**news_of(ticket), reason=reason.strip()))
    return ticket


def sweep_missed(*, at: dt.datetime, limit: int = 500) -> int:
    """Miss every called ticket whose time to come is over; returns how many. Safe to run twice or side by side."""
    due = Ticket.objects.filter(status=TicketStatus.CALLED, miss_due_at__lte=at).order_by("miss_due_at")
    return sum(miss_if_due(ticket_id, at=at) for ticket_id in list(due.values_list("pk", flat=True)[:limit]))


def miss_if_due(ticket_id: int, *, at: dt.datetime) -> bool:
    """Miss one ticket; False when somebody was quicker. A ticket that fails loses its timer and stops no other."""
    try:
        with journal.unit(by=SYSTEM, at=at):
            rows = Ticket.objects.select_for_update(no_key=True, skip_locked=True)
            ticket = rows.filter(pk=ticket_id, status=TicketStatus.CALLED, miss_due_at__lte=at).first()
            if ticket is None:
                return False
            miss(ticket, by=SYSTEM, at=at)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        log.exception("miss_failed", ticket=ticket_id)
        Ticket.objects.filter(pk=ticket_id).update(miss_due_at=None)
        return False
    return True
