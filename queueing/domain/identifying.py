"""Joining a customer to the visit of somebody who took a number unknown, and taking the customer off again."""

from __future__ import annotations

import datetime as dt

from django.db.models import F, QuerySet

from lobby.branches.actors import Actor
from lobby.branches.errors import NotFound
from lobby.branches.policies import policy_of
from lobby.customers.enums import Tier
from lobby.customers.enums.finding import TYPED
from lobby.customers.models import Customer
from lobby.live import journal
from queueing.domain.issuing import head_start
from queueing.domain.moving import locked, news_of
from queueing.enums import CALLABLE, OPEN, OPEN_VISITS, PriorityClass, TicketStatus
from queueing.errors import IllegalMove
from queueing.errors.tickets import HereAlready, KnownAlready
from queueing.events import TicketIdentified, TicketSeparated
from queueing.models import Ticket, Visit


def identify(ticket: Ticket, customer: Customer, *, by: Actor, at: dt.datetime, way: str = "") -> Ticket:
    """The ticket, and whatever else the visit has, is this customer's: a VIP's head start counts from the issue on.

    Saying it again changes nothing, but that it is proven now what a typed number had said. 6 statements; 8 for a VIP who waits, beside those of the alert. Raises NotFound for another branch's customer,
    IllegalMove for a ticket that is over, KnownAlready, HereAlready.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        if ticket.branch_id != customer.branch_id:
            raise NotFound
        is_known = ticket.customer_id == customer.pk
        if is_known and (ticket.visit.is_proven or way in TYPED):
            return ticket
        check_open(ticket)
        if ticket.customer_id is not None and not is_known:
            raise KnownAlready(number=ticket.number)
        # Whoever takes a number for this customer at the same moment holds the row as well.
        customer = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
        if not is_known:
            check_not_here(customer)
        Visit.objects.filter(pk=ticket.visit_id).update(customer=customer, known_by=way)
        Ticket.objects.filter(visit=ticket.visit_id).update(customer=customer)
        ticket.customer = ticket.visit.customer = customer
        ticket.visit.known_by = way
        if customer.tier == Tier.VIP and ticket.visit.is_proven:
            change_class(ticket, PriorityClass.NORMAL, PriorityClass.VIP)
        journal.record(
            TicketIdentified(**news_of(ticket), visit=ticket.visit_id, customer=customer.pk, priority=ticket.priority)
        )
    return ticket


def separate(ticket: Ticket, *, by: Actor, at: dt.datetime) -> Ticket:
    """The wrong customer was joined: the visit is nobody's known again (4 statements, 6 for a VIP who waits).

    Raises IllegalMove for a ticket that is over, NotFound where nobody was joined.
    """
    with journal.unit(by=by, at=at):
        ticket = locked(ticket)
        if ticket.customer_id is None:
            raise NotFound
        check_open(ticket)
        customer_id = ticket.customer_id
        Visit.objects.filter(pk=ticket.visit_id).update(customer=None, known_by="")
        Ticket.objects.filter(visit=ticket.visit_id).update(customer=None)
        ticket.customer = ticket.visit.customer = None
        ticket.visit.known_by = ""
        if ticket.priority == PriorityClass.VIP:
            change_class(ticket, PriorityClass.VIP, PriorityClass.NORMAL)
        journal.record(TicketSeparated(**news_of(ticket), visit=ticket.visit_id, customer=customer_id))
    return ticket


def check_open(ticket: Ticket) -> None:
    """Raises IllegalMove for a ticket that is over."""
    if ticket.status not in OPEN:
        raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)


def check_not_here(customer: Customer) -> None:
    """One open visit for a known customer (1 query, 2 when refused). Raises HereAlready."""
    running = Visit.objects.filter(branch=customer.branch_id, customer=customer, status__in=OPEN_VISITS).first()
    if running is not None:
        number = Ticket.objects.filter(visit=running).order_by("-issued_at").values_list("number", flat=True).first()
        raise HereAlready(number=number or "–")


def change_class(ticket: Ticket, before: PriorityClass, after: PriorityClass) -> None:
    """Move the visit's waiting tickets between ordinary and VIP, with the head start of it (2 statements).

    A ticket whose customer let others go first keeps that place.
    """
    policy = policy_of(ticket.branch, ticket.day)
    earlier = head_start(after, policy) - head_start(before, policy)
    moved = waiting_of(ticket, before)
    moved.update(priority=after, queue_at=F("queue_at") - earlier)
    if ticket.status in CALLABLE and ticket.priority == before and ticket.postponed_at is None:
        ticket.priority, ticket.queue_at = after, ticket.queue_at - earlier


def waiting_of(ticket: Ticket, priority: PriorityClass) -> QuerySet[Ticket]:
    """The tickets of the visit that wait in a class, in their own place of the order."""
    waiting = Ticket.objects.filter(visit=ticket.visit_id, status__in=CALLABLE, postponed_at__isnull=True)
    return waiting.filter(priority=priority)
