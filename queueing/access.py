"""Fetching tickets, counters and sessions through the person: a stranger finds nothing."""

from __future__ import annotations

from django.db.models import QuerySet

from lobby.branches.access import Person, branches_for
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden, NotFound
from lobby.branches.models import Branch, Break, Counter, Service, Shift, Staff
from queueing.errors import CounterNotOpen
from queueing.models import Appointment, CounterSession, Ticket

TICKETS = Ticket.objects.select_related("service", "branch", "visit", "counter", "session__staff")
APPOINTMENTS = Appointment.objects.select_related(
    "branch", "service", "rule", "staff", "room", "customer", "ticket", "cash_counted_by"
).prefetch_related("prepare_items")


def tickets_for(person: Person) -> QuerySet[Ticket]:
    """Tickets of the branches whose floor the person sees."""
    return TICKETS.filter(branch__in=branches_for(person, Permission.FLOOR_VIEW))


def ticket_for(person: Person, ticket_id: int) -> Ticket:
    """A ticket of a branch whose floor the person sees (1–2 queries). Raises NotFound, Forbidden."""
    ticket = tickets_for(person).filter(pk=ticket_id).first()
    if ticket is not None:
        return ticket
    if Ticket.objects.filter(pk=ticket_id, branch__in=branches_for(person)).exists():
        raise Forbidden
    raise NotFound


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


def counter_for(person: Person, counter_id: int, permission: str = Permission.FLOOR_VIEW) -> Counter:
    """A counter of the person's branches (1–2 queries). Raises NotFound, Forbidden."""
    counters = Counter.objects.select_related("branch", "zone").filter(pk=counter_id, is_active=True)
    counter = counters.filter(branch__in=branches_for(person, permission)).first()
    if counter is not None:
        return counter
    if counters.filter(branch__in=branches_for(person)).exists():
        raise Forbidden
    raise NotFound


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
    shift = shifts.filter(branch__in=branches_for(person, Permission.ROSTER_EDIT)).first()
    if shift is not None:
        return shift
    if shifts.filter(branch__in=branches_for(person)).exists():
        raise Forbidden
    raise NotFound


def break_to_edit(person: Person, break_id: int) -> Break:
    """A break of a branch whose roster the person plans (1–2 queries). Raises NotFound, Forbidden."""
    breaks = Break.objects.select_related("shift__branch", "shift__staff").filter(pk=break_id)
    planned = breaks.filter(shift__branch__in=branches_for(person, Permission.ROSTER_EDIT)).first()
    if planned is not None:
        return planned
    if breaks.filter(shift__branch__in=branches_for(person)).exists():
        raise Forbidden
    raise NotFound


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
    found = APPOINTMENTS.filter(pk=appointment_id)
    appointment = found.filter(branch__in=branches_for(person, permission)).first()
    if appointment is not None:
        return appointment
    if found.filter(branch__in=branches_for(person)).exists():
        raise Forbidden
    raise NotFound


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
