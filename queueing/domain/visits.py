"""Greeting customers and following their visit through its states."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from lobby.branches.actors import Actor
from lobby.branches.models import Branch
from lobby.branches.prepared import Parameter, PreparedRows
from lobby.customers.models import Customer
from lobby.live import journal
from queueing.domain.days import begun_day
from queueing.enums import AT_COUNTER, OPEN, OPEN_VISITS, VISIT_MOVES, TicketStatus, VisitStatus
from queueing.errors import IllegalVisitMove
from queueing.events import VisitArrived, VisitLeft
from queueing.models import Ticket, Visit

JOINED = "joined the customer's open visit"

STATES = PreparedRows(lambda: Ticket.objects.filter(visit_id=Parameter("visit")).values_list("status"))


def greet(branch: Branch, *, by: Actor, at: dt.datetime) -> Visit:
    """A member of staff greets somebody: the visit begins and the 30-second triage clock runs (S408)."""
    with journal.unit(by=by, at=at):
        day = begun_day(branch, at=at)
        visit = Visit.objects.create(branch=branch, day=day.date, arrived_at=at)
        journal.record(VisitArrived(branch_id=branch.pk, visit=visit.pk))
    return visit


def leave_early(visit: Visit, *, by: Actor, at: dt.datetime, reason: str) -> Visit:
    """Somebody who was greeted leaves without a ticket."""
    with journal.unit(by=by, at=at):
        visit = Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
        if visit.status not in {VisitStatus.ARRIVED, VisitStatus.TRIAGED}:
            raise IllegalVisitMove(status=VisitStatus(visit.status).label)
        move_visit(visit, VisitStatus.LEFT_EARLY, at=at, reason=reason)
        journal.record(VisitLeft(branch_id=visit.branch_id, visit=visit.pk, reason=reason))
    return visit


def visit_for_ticket(
    branch: Branch,
    *,
    day: dt.date,
    at: dt.datetime,
    customer: Customer | None,
    greeted: Visit | None,
    traits: Iterable[str],
    language: str,
    status: VisitStatus = VisitStatus.WAITING,
    helper_id: int | None = None,
    known_by: str = "",
) -> Visit:
    """The visit a new ticket hangs on: the known customer's open one, the greeted one, or a new one."""
    running = running_visit(branch, customer) if customer is not None else None
    if greeted is not None and running is not None:
        return joined(greeted, running, at=at)
    if greeted is not None:
        return triaged(
            greeted, at=at, customer=customer, traits=traits, language=language, status=status, helper_id=helper_id
        )
    return running or Visit.objects.create(
        branch=branch,
        day=day,
        customer=customer,
        known_by=known_by,
        status=status,
        traits=list(traits),
        language=language,
        helper_id=helper_id,
        arrived_at=at,
    )


def running_visit(branch: Branch, customer: Customer) -> Visit | None:
    """The open visit of a known customer, locked so that its last ticket does not end it meanwhile (1 query)."""
    visits = Visit.objects.select_for_update(no_key=True).filter(
        branch=branch, customer=customer, status__in=OPEN_VISITS
    )
    return visits.first()


def joined(greeted: Visit, running: Visit, *, at: dt.datetime) -> Visit:
    """Somebody greeted turns out to be a customer who is here already: the visit begun by greeting ends."""
    greeted = arrived(greeted)
    greeted.triage_seconds = triage_seconds(greeted, at)
    greeted.save(update_fields=["triage_seconds"])
    move_visit(greeted, VisitStatus.LEFT_EARLY, at=at, reason=JOINED)
    journal.record(VisitLeft(branch_id=greeted.branch_id, visit=greeted.pk, reason=JOINED))
    return running


def triaged(
    visit: Visit,
    *,
    at: dt.datetime,
    customer: Customer | None,
    traits: Iterable[str],
    language: str,
    status: VisitStatus,
    helper_id: int | None = None,
) -> Visit:
    """Stop the triage clock of a greeted visit; server time on both ends (1 statement). Raises IllegalVisitMove."""
    found = {
        "status": status,
        "customer": customer,
        "traits": list(traits),
        "language": language,
        "triage_seconds": triage_seconds(visit, at),
        "helper_id": helper_id,
    }
    if not Visit.objects.filter(pk=visit.pk, status=VisitStatus.ARRIVED).update(**found):
        return arrived(visit)
    for name, value in found.items():
        setattr(visit, name, value)
    return visit


def arrived(visit: Visit) -> Visit:
    """A greeted visit that has no ticket yet, locked. Raises IllegalVisitMove."""
    visit = Visit.objects.select_for_update(no_key=True).get(pk=visit.pk)
    if visit.status != VisitStatus.ARRIVED:
        raise IllegalVisitMove(status=VisitStatus(visit.status).label)
    return visit


def triage_seconds(visit: Visit, at: dt.datetime) -> int:
    """Whole seconds since the greeting."""
    return max(0, int((at - visit.arrived_at).total_seconds()))


def move_visit(visit: Visit, status: VisitStatus, *, at: dt.datetime, reason: str = "") -> None:
    """Take one listed move; staying where one is changes nothing (0–1 statement)."""
    if visit.status == status:
        return
    if status not in VISIT_MOVES[VisitStatus(visit.status)]:
        raise IllegalVisitMove(status=VisitStatus(visit.status).label)
    visit.status = status
    if status != VisitStatus.FOLLOWED_UP:
        visit.ended_at = at if status in {VisitStatus.FINISHED, VisitStatus.LEFT_EARLY} else None
    visit.leave_reason = reason
    visit.save(update_fields=["status", "ended_at", "leave_reason"])


def follow_ticket(ticket: Ticket, *, at: dt.datetime, reason: str = "") -> None:
    """Bring the visit in line after its ticket moved; several legs are allowed (1–2 statements).

    Somebody at a counter makes it `in_service`, an open ticket `waiting`; without either the visit is over.
    """
    states = {status for (status,) in STATES.all(visit=ticket.visit_id)}
    if states & set(AT_COUNTER) - {TicketStatus.CALLED}:
        status = VisitStatus.IN_SERVICE
    elif states & set(OPEN):
        status = VisitStatus.WAITING
    elif TicketStatus.DONE in states:
        status = VisitStatus.FINISHED
    else:
        status = VisitStatus.LEFT_EARLY
    move_visit(ticket.visit, status, at=at, reason=reason)
