"""Tickets follow the video sessions of their customers, in the transaction that moves the session.

Whatever ends a session, its customer is done or at the front exactly once: a ticket that is not at a machine any more
(somebody brought it back, or the machine failed) is left alone.
"""

from __future__ import annotations

import datetime as dt

from devices import callers
from devices.callers import Caller
from devices.domain import vtm
from devices.enums.vtm import UNANSWERED, VtmEnd
from devices.events.vtm import VtmCancelled, VtmCompleted, VtmEvent, VtmFailed, VtmRequested, VtmResumed
from devices.models.vtm import VtmSession
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel
from lobby.branches.models import Device, Staff
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.issuing import issue
from queueing.domain.moving import locked
from queueing.domain.triage import has_used
from queueing.domain.waiting import complete_diversion, divert, fall_back
from queueing.enums import Source, TicketStatus
from queueing.enums.triage import MACHINES, Offer
from queueing.errors import IllegalMove
from queueing.events import TicketAbandoned, TicketFellBack
from queueing.models import RoutingDecision, Ticket

TICKET = "ticket"
LONGEST_NUMBER = 8


def register() -> None:
    """Say who callers are, and follow their sessions; called once when Django starts."""
    callers.register(callers.Source(find=find, hold=hold, issue=issue_for))
    journal.subscribe(VtmRequested.type, sit_down)
    for news in (VtmCompleted, VtmFailed, VtmCancelled, VtmResumed):
        journal.subscribe(news.type, follow_session)
    for left in (TicketFellBack, TicketAbandoned):
        journal.subscribe(left.type, let_go)


def find(device: Device, number: str, at: dt.datetime) -> Caller | None:
    """The ticket of today with this number that was sent to a video teller (2–4 queries).

    Sent to another machine of the branch it may be served at this one.
    """
    number = number.strip().upper()
    if not number or len(number) > LONGEST_NUMBER or "\0" in number:
        return None
    day = business_date(device.branch, at)
    tickets = Ticket.objects.select_related("service")
    ticket = tickets.filter(branch=device.branch_id, day=day, number=number, status=TicketStatus.DIVERTED).first()
    sent = decision_of(ticket) if ticket is not None else None
    if ticket is None or sent is None or sent.chosen != Channel.VTM:
        return None
    return Caller(
        subject=(TICKET, ticket.pk),
        number=ticket.number,
        service=ticket.service,
        language=ticket.language,
        has_used=has_used(ticket, MACHINES[Channel.VTM]),
        escort_id=sent.escort_id,
    )


def decision_of(ticket: Ticket) -> RoutingDecision | None:
    """What sent a ticket to the machine where it is (1 query)."""
    return RoutingDecision.objects.filter(ticket=ticket, offer=Offer.ACCEPTED).order_by("-pk").first()


def hold(subject: tuple[str, int]) -> None:
    """Lock a session's ticket before the session (1 statement)."""
    if subject[0] == TICKET:
        locked(Ticket(pk=subject[1]))


def sit_down(event: Event, by: Actor, at: dt.datetime) -> None:
    """The customer is at this machine now, whichever was named: when it fails they are brought back (3 statements).

    Raises IllegalMove for somebody who was brought back, or sent elsewhere, while they typed.
    """
    assert isinstance(event, VtmEvent)
    if event.about_type == TICKET and event.about_id is not None:
        check_is_there(locked(Ticket(pk=event.about_id)))
        sent = RoutingDecision.objects.filter(ticket=event.about_id, offer=Offer.ACCEPTED)
        sent.exclude(device=event.device).update(device=event.device)


def check_is_there(ticket: Ticket) -> None:
    """Raises IllegalMove unless the customer was sent to a video teller and is still to be served there (1 query)."""
    sent = decision_of(ticket)
    if ticket.status != TicketStatus.DIVERTED or sent is None or sent.chosen != Channel.VTM:
        raise IllegalMove(number=ticket.number, status=TicketStatus(ticket.status).label)


def follow_session(event: Event, by: Actor, at: dt.datetime) -> None:
    """The session ended, or goes on after its machine had failed (2–8 statements, none without a ticket)."""
    assert isinstance(event, VtmEvent)
    if event.about_type != TICKET or event.about_id is None:
        return
    ticket = locked(Ticket(pk=event.about_id))
    if isinstance(event, VtmResumed):
        take_back(ticket, event, at=at)
    elif ticket.status != TicketStatus.DIVERTED:
        return
    elif isinstance(event, VtmCompleted):
        complete_diversion(ticket, by=by, at=at)
    elif isinstance(event, VtmFailed | VtmCancelled):
        fall_back(ticket, by=by, at=at, reason=f"{event.code}: {VtmEnd(event.reason).label}")


def take_back(ticket: Ticket, event: VtmEvent, *, at: dt.datetime) -> None:
    """The machine works again: a customer brought to the front meanwhile leaves it.

    Raises IllegalMove once called, or at a machine of another kind.
    """
    if ticket.status == TicketStatus.DIVERTED:
        check_is_there(ticket)
        return
    assert event.agent is not None  # only a session with an agent is taken up again
    agent = Staff.objects.get(pk=event.agent)
    device = Device.objects.get(pk=event.device)
    divert(ticket, by=agent.actor, at=at, channel=Channel.VTM, own_wish=True, device=device)


def let_go(event: Event, by: Actor, at: dt.datetime) -> None:
    """A ticket left its machine by another way: a call that nobody has answered ends (1 query without one)."""
    assert isinstance(event, TicketFellBack | TicketAbandoned)
    if isinstance(event, TicketAbandoned) and not event.was_at_machine:
        return
    waiting = VtmSession.objects.filter(subject_type=TICKET, subject_id=event.ticket, status__in=UNANSWERED)
    for there in waiting:
        # Read again: an agent may have answered meanwhile.
        session = vtm.locked(there)
        if session.status in UNANSWERED:
            vtm.cancel(session, by=by, at=at, reason=VtmEnd.LEFT)


def issue_for(session_id: int, at: dt.datetime) -> str:
    """A number for somebody who came without one and was not served by video. Raises what `issue` raises.

    It is at the front, unless the customer ended the call: nobody gets there by calling and hanging up. A second time it
    answers the number that the first one gave.
    """
    by = Device.objects.get(pk=VtmSession.objects.values("device").get(pk=session_id)["device"]).actor
    with journal.unit(by=by, at=at):
        session = vtm.locked(VtmSession(pk=session_id))
        if session.subject_id is not None:
            return session.number
        ticket = issue(
            session.branch,
            by=by,
            at=at,
            service=session.service,
            source=Source.KIOSK,
            language=session.language,
        )
        if session.end_reason != VtmEnd.CUSTOMER:
            Ticket.objects.filter(pk=ticket.pk).update(goes_first=True)
        session.subject_type, session.subject_id, session.number = TICKET, ticket.pk, ticket.number
        session.save(update_fields=["subject_type", "subject_id", "number"])
    return ticket.number
