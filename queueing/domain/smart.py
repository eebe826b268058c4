"""Tickets follow the sessions of their customers at smart counters, in the transaction that moves the session.

Whoever starts with a number is at the machine from then on. Done there is done; a machine that fails, or a colleague who
takes over, brings the customer to the front of the queue exactly once, with what was typed in a form of the ticket. A
customer who just walks off is left where they are: somebody of the lobby is told, and brings them back or lets them go.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import structlog
from django.db import transaction
from django.urls import reverse

from devices import guests
from devices.domain import smart
from devices.domain.smart.ending import give_away
from devices.domain.smart.stalls import LEFT
from devices.enums.smart import LIVE, SmartEnd
from devices.events.smart import SmartAborted, SmartCompleted, SmartEvent, SmartFaulted, SmartHandedOver, SmartStarted
from devices.models.smart import SmartSession
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import Channel
from lobby.branches.errors import LobbyError
from lobby.branches.models import Device, Service
from lobby.branches.policies import policy_of
from lobby.floor.domain.alerts import resolve_about
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain.days import begun_day
from queueing.domain.eforms import amend, fill
from queueing.domain.issuing import issue, new_ticket
from queueing.domain.moving import locked, news_of
from queueing.domain.numbers import take_number
from queueing.domain.triage import has_used
from queueing.domain.visits import follow_ticket, visit_for_ticket
from queueing.domain.waiting import complete_diversion, divert, fall_back
from queueing.enums import Outcome, Source, TicketStatus, VisitStatus
from queueing.enums.eforms import FormSource, FormStatus
from queueing.enums.triage import MACHINES, Offer
from queueing.events import TicketAbandoned, TicketFellBack, TicketFinished
from queueing.models import FormInstance, FormTemplate, RoutingDecision, Ticket
from queueing.triage.asking import asker_of

log = structlog.get_logger(__name__)

TICKET = "ticket"
LONGEST_NUMBER = 12
MOST_EXPECTED = 3
SENT = RoutingDecision.objects.filter(chosen=Channel.SMART_COUNTER, offer=Offer.ACCEPTED)


def register() -> None:
    """Say who guests are and what they are asked, and follow their sessions; called once when Django starts."""
    guests.register(
        guests.Source(
            find=find, expected=expected, hold=hold, form_for=form_for, form=form, keep=keep, page=page_address
        )
    )
    journal.subscribe(SmartStarted.type, sit_down)
    for news in (SmartCompleted, SmartFaulted, SmartHandedOver):
        journal.subscribe(news.type, follow_session)
    for left in (TicketFellBack, TicketAbandoned):
        journal.subscribe(left.type, let_go)
    journal.subscribe(SmartAborted.type, forget_ended)


def find(device: Device, number: str, at: dt.datetime) -> guests.Guest | None:
    """The ticket of today with this number that waits for what smart counters do, or was sent to one (2–5 queries).

    Sent to another machine of the branch it may be served at this one.
    """
    number = number.strip().upper()
    if not number or len(number) > LONGEST_NUMBER or "\0" in number:
        return None
    tickets = Ticket.objects.select_related("service", "customer", "branch")
    ticket = tickets.filter(branch=device.branch_id, day=business_date(device.branch, at), number=number).first()
    if ticket is None or not may_sit_down(ticket):
        return None
    asker = asker_of(ticket.traits, ticket.customer, policy=policy_of(ticket.branch, ticket.day), day=ticket.day)
    return guests.Guest(
        subject=(TICKET, ticket.pk),
        number=ticket.number,
        service=ticket.service,
        language=ticket.language,
        is_first_use=not has_used(ticket, MACHINES[Channel.SMART_COUNTER]),
        is_counted=not asker.is_protected,
        is_sent=ticket.status == TicketStatus.DIVERTED,
    )


def may_sit_down(ticket: Ticket) -> bool:
    """Whether the customer is still to be served and smart counters can do it (0–1 query)."""
    if ticket.status == TicketStatus.WAITING:
        return Channel.SMART_COUNTER in ticket.service.channels
    return ticket.status == TicketStatus.DIVERTED and SENT.filter(ticket=ticket).exists()


def expected(device: Device, at: dt.datetime) -> list[str]:
    """Numbers of those who were sent to this machine and have not started, who came first is first (2 queries)."""
    sent = SENT.filter(branch=device.branch_id, day=business_date(device.branch, at), device=device)
    busy = SmartSession.objects.filter(subject_type=TICKET, status__in=LIVE, branch=device.branch_id)
    there = Ticket.objects.filter(status=TicketStatus.DIVERTED, pk__in=sent.values("ticket"))
    waiting = there.exclude(pk__in=list(busy.values_list("subject_id", flat=True)))
    return list(waiting.order_by("issued_at", "pk").values_list("number", flat=True)[:MOST_EXPECTED])


def hold(subject: tuple[str, int]) -> None:
    """Lock a session's ticket before the session (1 statement)."""
    if subject[0] == TICKET:
        locked(Ticket(pk=subject[1]))


def form_for(service: Service) -> guests.Form | None:
    """The first form that is filled in for a service (1 query)."""
    template = FormTemplate.objects.filter(service=service, is_active=True).order_by("position", "code").first()
    return guests.Form(template.pk, template.lines) if template else None


def form(form_id: int) -> guests.Form | None:
    """A form as it was when its business was chosen (1 query)."""
    template = FormTemplate.objects.filter(pk=form_id).first()
    return guests.Form(template.pk, template.lines) if template else None


def page_address(session: SmartSession) -> str:
    """The ticket's own page: its address carries the ticket's random token and nothing to sign in with (0–1 query)."""
    if session.subject_type != TICKET or session.subject_id is None:
        return ""
    token = Ticket.objects.filter(pk=session.subject_id).values_list("page_token", flat=True).first()
    return reverse("queueing:ticket-page", args=[token]) if token else ""


def sit_down(event: Event, by: Actor, at: dt.datetime) -> None:
    """The customer is at this machine now, at their own wish (2–8 statements). Raises IllegalMove, DeviceOutOfUse."""
    assert isinstance(event, SmartEvent)
    if event.about_type != TICKET or event.about_id is None:
        return
    ticket = locked(Ticket(pk=event.about_id))
    resolve_about((TICKET, ticket.pk), at=at, reason=event.code, among=[LEFT])
    if ticket.status == TicketStatus.DIVERTED:
        sent = RoutingDecision.objects.filter(ticket=ticket, offer=Offer.ACCEPTED)
        sent.exclude(device=event.device).update(device=event.device)
        return
    device = Device.objects.get(pk=event.device)
    divert(ticket, by=by, at=at, channel=Channel.SMART_COUNTER, own_wish=True, device=device)


def follow_session(event: Event, by: Actor, at: dt.datetime) -> None:
    """The session ended (2–8 statements). A ticket that is not at a machine any more is left alone."""
    assert isinstance(event, SmartEvent)
    if event.about_type != TICKET or event.about_id is None:
        if isinstance(event, SmartCompleted):
            apart(note_done, SmartSession.objects.get(pk=event.smart_session), at=at)
        return
    ticket = locked(Ticket(pk=event.about_id))
    if ticket.status != TicketStatus.DIVERTED:
        return
    if isinstance(event, SmartCompleted):
        complete_diversion(ticket, by=by, at=at)
    elif isinstance(event, SmartFaulted | SmartHandedOver):
        fall_back(ticket, by=by, at=at, reason=f"{event.code}: {SmartEnd(event.reason).label}")


def let_go(event: Event, by: Actor, at: dt.datetime) -> None:
    """A ticket left its machine by another way: a session that still runs ends, with what was typed where it is of use.

    1 query for a ticket that was at no machine.
    """
    assert isinstance(event, TicketFellBack | TicketAbandoned)
    if isinstance(event, TicketAbandoned) and not event.was_at_machine:
        return
    ticket_id = event.ticket
    sessions = list(SmartSession.objects.filter(subject_type=TICKET, subject_id=ticket_id))
    for session in sessions:
        if session.is_live and isinstance(event, TicketFellBack):
            give_away(session, "hand_over", by=by, at=at, reason=SmartEnd.COUNTER)
        elif session.is_live:
            smart.abort(session, by=by, at=at, reason=SmartEnd.QUEUE)
    if sessions:
        resolve_about((TICKET, ticket_id), at=at, reason=event.type, among=[LEFT])


def forget_ended(event: Event, by: Actor, at: dt.datetime) -> None:
    """A session was broken off whose ticket is done already: nobody needs to look for its customer (0–2 queries)."""
    assert isinstance(event, SmartEvent)
    if event.about_type != TICKET or event.about_id is None:
        return
    if not Ticket.objects.filter(pk=event.about_id, status=TicketStatus.DIVERTED).exists():
        resolve_about((TICKET, event.about_id), at=at, reason=event.code, among=[LEFT])


def keep(session: SmartSession, by: Actor, at: dt.datetime) -> None:
    """What was typed becomes a form of the ticket, for whoever serves the customer next; without a number one is given.

    A refusal, such as of a branch that has closed, keeps nobody from saying that a machine failed.
    """
    apart(hand_on, session, at=at)


def hand_on(session: SmartSession, at: dt.datetime) -> None:
    """Give a number to whoever has none and fill in the form (0–20 statements)."""
    by = session.device.actor
    if session.subject is None and session.service is not None:
        ticket = issue(
            session.branch, by=by, at=at, service=session.service, source=Source.KIOSK, language=session.language
        )
        Ticket.objects.filter(pk=ticket.pk).update(goes_first=True)
        session.subject_type, session.subject_id, session.number = TICKET, ticket.pk, ticket.number
    typed = {key: value for key, value in session.entries.items() if value}
    if not typed or session.form_id is None or session.subject_id is None:
        return
    template = FormTemplate.objects.filter(pk=session.form_id).first()
    if template is None:
        return  # withdrawn and deleted meanwhile
    holder = Ticket.objects.get(pk=session.subject_id)
    signed = FormInstance.objects.filter(
        ticket=holder, template=template, is_current=True, status=FormStatus.SIGNED
    ).first()
    if signed is not None:
        if all(signed.values.get(key) == value for key, value in typed.items()):
            return
        amend(signed, by=by, at=at, source=FormSource.MACHINE)
    fill(template, by=by, at=at, holder=holder, source=FormSource.MACHINE, typed=typed, is_final=False)


def note_done(session: SmartSession, at: dt.datetime) -> None:
    """Count somebody who came without a number and was served, as a counter does (5–8 statements)."""
    assert session.service is not None  # a completed session has one
    service, branch = session.service, session.branch
    with journal.unit(by=session.device.actor, at=at):
        day = begun_day(branch, at=at)
        visit = visit_for_ticket(
            branch,
            day=day.date,
            at=session.started_at,
            customer=None,
            greeted=None,
            traits=(),
            language=session.language,
            status=VisitStatus.IN_SERVICE,
        )
        policy = policy_of(branch, day.date)
        ticket = new_ticket(
            branch, policy, visit, service=service, source=Source.KIOSK, traits=(), at=session.started_at
        )
        ticket.number = take_number(service, day.date)
        ticket.status, ticket.outcome, ticket.is_without_number = TicketStatus.DONE, Outcome.COMPLETED, True
        ticket.first_called_at = ticket.called_at = ticket.started_at = session.started_at
        ticket.ended_at = at
        ticket.save(force_insert=True)
        SmartSession.objects.filter(pk=session.pk).update(subject_type=TICKET, subject_id=ticket.pk)
        follow_ticket(ticket, at=at)
        journal.record(TicketFinished(**news_of(ticket), counter="", outcome=Outcome.COMPLETED.value, was_booked=False))


def apart(verb: Callable[[SmartSession, dt.datetime], None], session: SmartSession, *, at: dt.datetime) -> None:
    """Do something that must not stop the session's own end: a refusal leaves nothing of it behind."""
    try:
        with transaction.atomic():
            verb(session, at)
    except LobbyError as refusal:
        log.warning("smart_session_not_followed", session=session.pk, refusal=refusal.code)
