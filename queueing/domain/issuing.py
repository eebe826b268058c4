"""Issuing tickets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from lobby.branches.actors import Actor
from lobby.branches.calendar import moment, opening_of
from lobby.branches.enums import Complexity
from lobby.branches.models import Branch, BranchPolicy, BusinessDay, Service, Staff
from lobby.branches.policies import policy_of
from lobby.customers.enums import Tier
from lobby.customers.enums.finding import TYPED
from lobby.customers.models import Customer
from lobby.live import journal
from queueing.domain.days import begun_day
from queueing.domain.moving import check_move, news_of
from queueing.domain.numbers import stopped_reason, take_number
from queueing.domain.triage import decide, diverted, helper_id, hold_machine
from queueing.domain.visits import visit_for_ticket
from queueing.enums import CALLABLE, CARE_TRAITS, OPEN_VISITS, PriorityClass, Source, Trait
from queueing.errors import AlreadyWaiting, BranchClosed, IssuingStopped
from queueing.estimate import quote
from queueing.events import TicketIssued
from queueing.models import Ticket, Visit
from queueing.triage.routes import Route


@dataclass(frozen=True, slots=True)
class Booked:
    """What an appointment gives its ticket: class express from `queue_at` on (None = came late), and its person.

    Whoever comes before the slot's start waits from then on; the time before is the customer's own.
    """

    slot_at: dt.datetime
    queue_at: dt.datetime | None
    staff: Staff | None = None

    def place(self, ticket: Ticket) -> None:
        """Put the unsaved ticket in its place of the calling order."""
        early = max(self.slot_at - ticket.issued_at, dt.timedelta())
        ticket.only_staff = self.staff
        ticket.customer_pause_s = int(early.total_seconds())
        ticket.long_wait_at += early
        if self.queue_at is not None:
            ticket.priority, ticket.queue_at = PriorityClass.EXPRESS, self.queue_at


def issue(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service,
    source: Source,
    traits: Iterable[Trait] = (),
    customer: Customer | None = None,
    language: str = "zh-hans",
    greeted: Visit | None = None,
    route: Route | None = None,
    booked: Booked | None = None,
    known_by: str = "",
) -> Ticket:
    """Give a customer a number and a quoted wait; with a `route` to a machine the customer goes there at once.

    `known_by` is how the customer was found just now; a typed number makes nobody a VIP.

    Raises BranchClosed, IssuingStopped, NumbersExhausted, AlreadyWaiting, and with a route CannotDivert, EscortMissing,
    DeviceOutOfUse.
    """
    with journal.unit(by=by, at=at):
        if route is not None:
            # First, as whoever reports on the machine may give its customer a number.
            hold_machine(route, service, at=at)
        day = begun_day(branch, at=at)
        check_issuing(branch, day, service, at)
        check_not_waiting(customer, service, known_by=known_by)
        policy = policy_of(branch, day.date)
        visit = visit_for_ticket(
            branch,
            day=day.date,
            at=at,
            customer=customer,
            greeted=greeted,
            traits=traits,
            language=language,
            helper_id=helper_id(branch, by) if CARE_TRAITS & set(traits) else None,
            known_by=known_by,
        )
        ticket = new_ticket(branch, policy, visit, service=service, source=source, traits=traits, at=at)
        if booked is not None:
            booked.place(ticket)
        ticket.number = take_number(service, day.date)
        if route is not None and route.is_to_machine:
            ticket.status = check_move(ticket, "divert")
        elif (quoted := quote(ticket, at=at)) is not None:
            ticket.ahead_at_issue, ticket.quoted_p50_s, ticket.quoted_p90_s = quoted.ahead, quoted.p50_s, quoted.p90_s
            ticket.quote_needs_opening = quoted.needs_opening
        ticket.save(force_insert=True)
        journal.record(TicketIssued(**news_of(ticket), priority=ticket.priority, source=source))
        if route is not None:
            follow_route(ticket, route, policy, by=by, at=at)
    return ticket


def follow_route(ticket: Ticket, route: Route, policy: BranchPolicy, *, by: Actor, at: dt.datetime) -> None:
    """Record the decision of triage; a machine's customer is told of as gone there (1–3 statements)."""
    decide(ticket, route, policy=policy, by=by, at=at)
    if route.is_to_machine:
        journal.record(diverted(ticket, route.chosen))


def new_ticket(
    branch: Branch,
    policy: BranchPolicy,
    visit: Visit,
    *,
    service: Service,
    source: str,
    traits: Iterable[str],
    at: dt.datetime,
) -> Ticket:
    """An unsaved ticket in its place of the calling order."""
    priority = priority_of(traits, visit.customer if visit.is_proven else None)
    return Ticket(
        branch=branch,
        day=visit.day,
        service=service,
        visit=visit,
        customer=visit.customer,
        priority=priority,
        traits=list(traits),
        language=visit.language,
        source=source,
        issued_at=at,
        waits_since=at,
        queue_at=at - head_start(priority, policy),
        long_wait_at=at + dt.timedelta(seconds=policy.long_wait_s),
        companion_due_at=companion_due(visit, service, policy, at=at),
    )


def companion_due(visit: Visit, service: Service, policy: BranchPolicy, *, at: dt.datetime) -> dt.datetime | None:
    """By when somebody has to go along with a customer who comes for complex business (S209)."""
    if service.complexity != Complexity.COMPLEX or visit.companion_id is not None:
        return None
    return at + dt.timedelta(seconds=policy.companion_after_s)


def priority_of(traits: Iterable[str], customer: Customer | None) -> PriorityClass:
    """Care comes from what the customer states, VIP only from the system's level (N02)."""
    if CARE_TRAITS & set(traits):
        return PriorityClass.CARE
    if customer is not None and customer.tier == Tier.VIP:
        return PriorityClass.VIP
    return PriorityClass.NORMAL


def head_start(priority: str, policy: BranchPolicy) -> dt.timedelta:
    """How much earlier than its issue a ticket counts as arrived (virtual arrival)."""
    seconds = {PriorityClass.CARE: policy.care_head_start_s, PriorityClass.VIP: policy.vip_head_start_s}
    return dt.timedelta(seconds=seconds.get(PriorityClass(priority), 0))


def check_issuing(
    branch: Branch, day: BusinessDay, service: Service, at: dt.datetime, failed: Collection[int] | None = None
) -> None:
    """Refuse outside opening and issuing hours, on a closed day and when issuing was stopped by hand or by an outage.

    `failed` is what an outage stopped, where the caller knows it.
    """
    if day.closed_at is not None or not opening_of(day).includes(at):
        raise BranchClosed
    if day.stopped_at is not None:
        raise IssuingStopped(reason=day.stopped_reason)
    begins = service.issue_from and moment(branch, day.date, service.issue_from)
    ends = service.issue_until and moment(branch, day.date, service.issue_until)
    is_outside = (begins and at < begins) or (ends and at >= ends)
    if service.is_stopped or not service.is_active or is_outside:
        raise IssuingStopped(reason=stopped_reason(service, failed))


def check_not_waiting(customer: Customer | None, service: Service, *, known_by: str = "") -> None:
    """One waiting ticket for a known customer and service (0 or 2 queries).

    Whoever typed a number gets none at all while a visit of its customer goes on: it may be somebody else's.
    The customer's row stays locked, so whoever asks at two places at once is answered one after the other.
    """
    if customer is None:
        return
    Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    own = Ticket.objects.filter(customer=customer)
    if known_by in TYPED:
        waiting = own.filter(visit__status__in=OPEN_VISITS).first()
    else:
        waiting = own.filter(service=service, status__in=CALLABLE).first()
    if waiting is not None:
        raise AlreadyWaiting(number=waiting.number)
