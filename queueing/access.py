"""Fetching tickets, counters and sessions through the person: a stranger finds nothing."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, Q, QuerySet

from lobby.branches.access import Person, branches_for, can
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Break, Counter, Service, Shift, Staff
from lobby.floor.models import Outage
from queueing.errors import CounterNotOpen
from queueing.models import (
    Appointment,
    CareAction,
    CounterSession,
    PeakRun,
    PeakTask,
    RebookingOffer,
    SupportCall,
    SupportRequest,
    Ticket,
    Visit,
)

Row = TypeVar("Row", bound=Model)
TICKETS = Ticket.objects.select_related("service", "branch", "visit", "counter", "session__staff")
APPOINTMENTS = Appointment.objects.select_related(
    "branch", "service", "rule", "staff", "room", "customer", "ticket", "cash_counted_by"
).prefetch_related("prepare_items")


def found_for(person: Person, rows: QuerySet[Row], permission: str, *, branch: str = "branch") -> Row:
    """The row whose branch (the path `branch`) is one where the person holds the permission (1–2 queries).

    Raises Forbidden for a row of another of their branches, else NotFound.
    """
    row = rows.filter(**{f"{branch}__in": branches_for(person, permission)}).first()
    if row is not None:
        return row
    if rows.filter(**{f"{branch}__in": branches_for(person)}).exists():
        raise Forbidden
    raise NotFound


def ticket_for(person: Person, ticket_id: int) -> Ticket:
    """A ticket of a branch whose floor the person sees (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, TICKETS.filter(pk=ticket_id), Permission.FLOOR_VIEW)


def ticket_named(branch: Branch, wished: str) -> Ticket | None:
    """The ticket of the branch that an address or a form names, None for none (0–1 query). Raises NotFound."""
    if not wished:
        return None
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    ticket = TICKETS.filter(branch=branch, pk=int(wished)).first()
    if ticket is None:
        raise NotFound
    return ticket


def newest_ticket_named(branch: Branch, wished: str) -> Ticket | None:
    """The newest ticket of a visit that an address names, None for none (1 query). Raises NotFound."""
    if not (wished.isascii() and wished.isdigit() and len(wished) < 19):
        raise NotFound
    return TICKETS.filter(branch=branch, visit=int(wished)).order_by("-issued_at").first()


def ticket_to_manage(person: Person, ticket_id: int) -> Ticket:
    """A ticket that the person may move in the queue (1–2 queries). Raises NotFound, Forbidden."""
    managed = TICKETS.filter(branch__in=branches_for(person, Permission.TICKET_MANAGE))
    ticket = managed.filter(pk=ticket_id).first()
    if ticket is None:
        ticket_for(person, ticket_id)
        raise Forbidden
    return ticket


def ticket_at_own_counter(person: Person, ticket_id: int) -> Ticket:
    """A ticket that is or was at the person's own open session (1–2 queries). Raises NotFound, Forbidden."""
    own = TICKETS.filter(session__staff_id=staff_id(person), session__closed_at__isnull=True)
    ticket = own.filter(pk=ticket_id).first()
    if ticket is None:
        ticket_for(person, ticket_id)
        raise Forbidden
    return ticket


def ticket_to_care(person: Person, ticket_id: int) -> Ticket:
    """A ticket of a branch where the person cares for customers (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, TICKETS.filter(pk=ticket_id), Permission.CARE_GIVE)


def care_action_for(person: Person, action_id: int) -> CareAction:
    """An act of care at such a branch (1–2 queries). Raises NotFound, Forbidden."""
    rows = CareAction.objects.filter(pk=action_id).select_related("ticket__branch")
    return found_for(person, rows, Permission.CARE_GIVE, branch="ticket__branch")


def visit_for(person: Person, visit_id: int) -> Visit:
    """A visit of such a branch (1–2 queries). Raises NotFound, Forbidden."""
    rows = Visit.objects.filter(pk=visit_id).select_related("branch", "helper", "companion", "customer")
    return found_for(person, rows, Permission.CARE_GIVE)


def counter_for(person: Person, counter_id: int, permission: str = Permission.FLOOR_VIEW) -> Counter:
    """A counter of the person's branches (1–2 queries). Raises NotFound, Forbidden."""
    counters = Counter.objects.select_related("branch", "zone").filter(pk=counter_id, is_active=True)
    return found_for(person, counters, permission)


def session_of(person: Person) -> CounterSession | None:
    """The person's open session, None when there is none (1 query)."""
    sessions = CounterSession.objects.select_related("counter__zone", "branch", "staff")
    return sessions.filter(staff_id=staff_id(person), closed_at__isnull=True).first()


def own_session_at(person: Person, counter: Counter) -> CounterSession:
    """The person's open session at a counter (1 query). Raises Forbidden when somebody else has it, CounterNotOpen."""
    sessions = CounterSession.objects.select_related("counter", "branch", "staff")
    session = sessions.filter(counter=counter, closed_at__isnull=True).first()
    if session is None:
        raise CounterNotOpen(counter=counter.name)
    if session.staff_id != staff_id(person):
        raise Forbidden
    return session


def shift_to_edit(person: Person, shift_id: int) -> Shift:
    """A shift of a branch whose roster the person plans (1–2 queries). Raises NotFound, Forbidden."""
    shifts = Shift.objects.select_related("branch", "staff", "counter").filter(pk=shift_id)
    return found_for(person, shifts, Permission.ROSTER_EDIT)


def break_to_edit(person: Person, break_id: int) -> Break:
    """A break of a branch whose roster the person plans (1–2 queries). Raises NotFound, Forbidden."""
    breaks = Break.objects.select_related("shift__branch", "shift__staff").filter(pk=break_id)
    return found_for(person, breaks, Permission.ROSTER_EDIT, branch="shift__branch")


def service_of(branch: Branch, code: str) -> Service:
    """An active service of the branch by code (1 query). Raises NotFound."""
    service = Service.objects.filter(branch=branch, code=code, is_active=True).first()
    if service is None:
        raise NotFound
    return service


def staff_id(person: Person) -> int:
    """The id of a member of staff, 0 (nobody) for a device."""
    return person.pk if isinstance(person, Staff) else 0


def appointment_for(person: Person, appointment_id: int, permission: str = Permission.FLOOR_VIEW) -> Appointment:
    """An appointment of a branch where the person holds the permission (1–2 queries). Raises NotFound, Forbidden."""
    return found_for(person, APPOINTMENTS.filter(pk=appointment_id), permission)


def appointment_to_manage(person: Person, appointment_id: int) -> Appointment:
    """One with the person, or of a floor that the person manages (1–3 queries). Raises NotFound, Forbidden."""
    own = APPOINTMENTS.filter(pk=appointment_id, staff_id=staff_id(person))
    mine = own.filter(branch__in=branches_for(person, Permission.COUNTER_WORK)).first()
    return mine or appointment_for(person, appointment_id, Permission.TICKET_MANAGE)


def appointment_to_prepare(person: Person, appointment_id: int) -> Appointment:
    """One at a branch where the person works with customers (1–2 queries). Raises NotFound, Forbidden."""
    return appointment_for(person, appointment_id, Permission.COUNTER_WORK)


def appointment_to_check_in(person: Person, appointment_id: int) -> Appointment:
    """One at a branch where the person or kiosk gives numbers (1–2 queries). Raises NotFound, Forbidden."""
    return appointment_for(person, appointment_id, Permission.TICKET_ISSUE)


def peak_run_for(person: Person, run_id: int, permission: str = Permission.FLOOR_VIEW) -> PeakRun:
    """A run of a branch where the person holds the permission (1–2 queries). Raises NotFound, Forbidden."""
    runs = PeakRun.objects.select_related("branch", "started_by", "stopped_by", "chief", "assistant", "reviewed_by")
    return found_for(person, runs.filter(pk=run_id), permission)


def peak_task_for(person: Person, task_id: int) -> PeakTask:
    """A task of a run that the person may look at (1 query). Raises NotFound."""
    tasks = PeakTask.objects.filter(pk=task_id, run__branch__in=branches_for(person, Permission.FLOOR_VIEW))
    task = tasks.select_related("run").first()
    if task is None:
        raise NotFound
    return task


def support_call_for(person: Person, call_id: int) -> SupportCall:
    """A call for support of the person's branches: their own, or with PEAK_RUN anybody's (1–2 queries).
    Raises NotFound, Forbidden.
    """
    calls = SupportCall.objects.select_related("task__run__branch", "request__branch", "staff").filter(pk=call_id)
    mine = branches_for(person)
    call = calls.filter(Q(task__run__branch__in=mine) | Q(request__branch__in=mine)).first()
    if call is None:
        raise NotFound
    if call.staff_id == staff_id(person):
        return call
    if not can(person, call.branch, Permission.PEAK_RUN):
        raise Forbidden
    return call


def support_call_to_answer(person: Person, call_id: int) -> SupportCall:
    """A call that is the person's own, or of a request for which the person notes what was said on the telephone
    (1–2 queries). Raises NotFound, Forbidden.
    """
    call = support_call_for(person, call_id)
    if call.staff_id != staff_id(person) and call.request_id is None:
        raise Forbidden
    return call


def support_request_for(person: Person, request_id: int) -> SupportRequest:
    """A request for support at a branch where the person runs the plan (1–2 queries). Raises NotFound, Forbidden."""
    requests = SupportRequest.objects.select_related("branch").filter(pk=request_id)
    return found_for(person, requests, Permission.PEAK_RUN)


def outage_for(person: Person, outage_id: int) -> Outage:
    """An outage of a branch where the person runs outage mode (1–2 queries). Raises NotFound, Forbidden."""
    outages = Outage.objects.select_related("branch__unit").filter(pk=outage_id)
    return found_for(person, outages, Permission.OUTAGE_RUN)


def offer_for(person: Person, offer_id: int) -> RebookingOffer:
    """An offer made at such a branch (1–2 queries). Raises NotFound, Forbidden."""
    offers = RebookingOffer.objects.select_related("rebooking__branch", "rebooking__place", "ticket").filter(
        pk=offer_id
    )
    return found_for(person, offers, Permission.OUTAGE_RUN, branch="rebooking__branch")
