"""Who may do what through the API, on top of `queueing.access`.

Service verbs belong to the teller who holds the ticket, queue verbs to whoever manages tickets; a kiosk issues and
reads back its own tickets; a wall watches.
"""

from __future__ import annotations

from lobby.branches.access import Person, branch_for, branches_for, branches_of_staff
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import Forbidden, NotFound, UnknownBranch
from lobby.branches.models import Branch, Device, Staff
from lobby.branches.prepared import Parameter, Prepared
from lobby.live.models import Entry
from queueing import access
from queueing.enums import AT_COUNTER, TicketStatus
from queueing.models import CounterSession, Ticket

HELD = (*AT_COUNTER, TicketStatus.ON_HOLD)
# Whoever served a ticket last may still undo; for others it is as much out of reach as one being served.
IN_HAND = (*HELD, TicketStatus.DONE, TicketStatus.NO_SHOW)
SESSIONS = CounterSession.objects.select_related("counter__zone", "branch", "staff")
WORKING = branches_of_staff(Parameter("staff"), Permission.COUNTER_WORK)
# The verbs read the ticket again under its lock, so this one carries just what rights hang on.
WORKED = Prepared(
    lambda: (
        Ticket.objects.filter(pk=Parameter("ticket"), branch__in=WORKING)
        .select_related("session")
        .only("branch_id", "status", "session__branch_id", "session__staff_id")
    )
)
OWN_SESSION = Prepared(
    lambda: SESSIONS.filter(
        staff_id=Parameter("staff"), counter_id=Parameter("counter"), closed_at__isnull=True, branch__in=WORKING
    )
)


def branch_to_watch(person: Person, code: str) -> Branch:
    """A branch whose live state the person or wall may read (0–2 queries). Raises UnknownBranch, Forbidden."""
    if not isinstance(person, Device):
        return branch_for(person, code, Permission.FLOOR_VIEW)
    if person.branch.code != code or not person.branch.is_active:
        raise UnknownBranch
    if person.kind != DeviceKind.WALL:
        raise Forbidden
    return person.branch


def ticket_to_read(person: Person, ticket_id: int) -> Ticket:
    """A ticket of the person's floor, or one that the kiosk issued (1–3 queries). Raises NotFound, Forbidden."""
    if not isinstance(person, Device):
        return access.ticket_for(person, ticket_id)
    ticket = access.TICKETS.filter(pk=ticket_id, branch__in=branches_for(person)).first()
    if ticket is None:
        raise NotFound
    if not has_issued(person, ticket):
        raise Forbidden
    return ticket


def has_issued(device: Device, ticket: Ticket) -> bool:
    """Whether the journal says that this device issued the ticket (1 query; the moment skips old partitions)."""
    issued = Entry.objects.filter(subject_type="ticket", subject_id=ticket.pk, type="ticket.issued")
    return issued.filter(branch_id=ticket.branch_id, at=ticket.issued_at, by_kind="device", by_id=device.pk).exists()


def ticket_to_serve(person: Person, ticket_id: int) -> Ticket:
    """A ticket for a service verb (1–3 queries); in nobody's hands it is the verb that refuses.

    Raises NotFound, Forbidden (no counter work, or in somebody else's hands).
    """
    ticket = worked_ticket(person, ticket_id)
    if ticket is None:
        access.ticket_for(person, ticket_id)
        raise Forbidden
    is_others = ticket.session is not None and ticket.session.staff_id != access.staff_id(person)
    if is_others and ticket.status in IN_HAND:
        raise Forbidden
    return ticket


def worked_ticket(person: Person, ticket_id: int) -> Ticket | None:
    """A ticket of a branch where the person works at counters (1 query)."""
    if isinstance(person, Staff) and person.is_superuser:
        return access.TICKETS.filter(pk=ticket_id).first()
    return WORKED.first(staff=access.staff_id(person), ticket=ticket_id)


def ticket_to_take_out(person: Person, ticket_id: int) -> Ticket:
    """A ticket that the person holds or manages (1–4 queries). Raises NotFound, Forbidden."""
    held = access.TICKETS.filter(
        session__staff_id=access.staff_id(person),
        session__closed_at__isnull=True,
        status__in=HELD,
        branch__in=branches_for(person, Permission.COUNTER_WORK),
    )
    return held.filter(pk=ticket_id).first() or access.ticket_to_manage(person, ticket_id)


def ticket_to_note(person: Person, ticket_id: int) -> Ticket:
    """A ticket that staff may write a note on: everybody who works with customers (1–3 queries)."""
    for permission in (Permission.COUNTER_WORK, Permission.TICKET_MANAGE):
        ticket = access.TICKETS.filter(pk=ticket_id, branch__in=branches_for(person, permission)).first()
        if ticket is not None:
            return ticket
    access.ticket_for(person, ticket_id)
    raise Forbidden


def own_session(person: Person, counter_id: int) -> CounterSession:
    """The person's open session at a counter (1–4 queries). Raises NotFound, Forbidden, CounterNotOpen."""
    session = OWN_SESSION.first(staff=access.staff_id(person), counter=counter_id)
    if session is not None:
        return session
    return access.own_session_at(person, access.counter_for(person, counter_id, Permission.COUNTER_WORK))
