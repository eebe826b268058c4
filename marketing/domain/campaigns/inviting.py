"""Guests of an event: invited only where they may be asked, seated in order, signed in at the door (S011, S016).

Every verb locks the event first: the last seat goes to one guest.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.errors import LobbyError, NotFound
from lobby.branches.models import Staff
from lobby.customers.models import Customer
from lobby.live import journal
from lobby.live.events import Event as News
from marketing.domain import contacting, suitability
from marketing.domain.campaigns import holding
from marketing.domain.leads import create as create_lead
from marketing.enums.campaigns import COMING, GUEST_MOVES, INVITABLE, SEATED, EventStatus, GuestStatus
from marketing.enums.leads import LeadSource
from marketing.enums.products import Surface
from marketing.errors.campaigns import (
    IllegalEventMove,
    IllegalGuestMove,
    NoGuestFound,
    NoSeat,
    NotInvitable,
    NotYet,
    SignUpClosed,
    TooFewSeats,
)
from marketing.events.campaigns import GuestMoved
from marketing.models import Event, EventGuest, Lead, PrizeIssue

INVITATION = "invitation"


def invite(event: Event, customer: Customer, *, by: Staff, at: dt.datetime) -> EventGuest:
    """Put a customer on the list who may be asked about it; who is there already stays.

    Raises NotFound for another branch's customer, IllegalEventMove, NotInvitable without consent, while a complaint is
    open, after a no, or where the event's product does not suit; the gate keeps its refusals.
    """
    if customer.branch_id != event.branch_id:
        raise NotFound
    known = EventGuest.objects.filter(event=event, customer=customer).first()
    if known is not None:
        return known
    check_may_be_asked(event, customer, by=by, at=at)
    with journal.unit(by=by.actor, at=at):
        event = holding.locked(event)
        if event.status not in INVITABLE:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        guest, is_new = EventGuest.objects.get_or_create(
            event=event,
            customer=customer,
            defaults={"branch": event.branch, "day": event.day, "invited_at": at, "invited_by": by},
        )
        if is_new:
            contacting.record(
                customer,
                branch=event.branch,
                by=by.actor,
                at=at,
                way=INVITATION,
                product=event.product,
                campaign=event.campaign,
                staff=by,
            )
            journal.record(news_of(guest, "invite"))
    return guest


def invite_all(
    event: Event, customers: Iterable[Customer], *, by: Staff, at: dt.datetime
) -> tuple[list[EventGuest], list[str]]:
    """Invite several; who may not be asked is left out, with the words why. Raises IllegalEventMove."""
    invited, refused = [], []
    for customer in customers:
        try:
            invited.append(invite(event, customer, by=by, at=at))
        except IllegalEventMove:
            raise
        except LobbyError as refusal:
            refused.append(refusal.detail)
    return invited, refused


def check_may_be_asked(event: Event, customer: Customer, *, by: Staff, at: dt.datetime) -> None:
    """Consent, holds, peace after a no, suitability. Not inside a unit: what the gate refuses is kept. Raises NotInvitable."""
    silence = contacting.may_contact(customer, branch=event.branch, at=at, family=event.family)
    if silence is not None:
        raise NotInvitable(reason=silence.label)
    if event.product is not None:
        verdict = suitability.check(
            customer, event.product, branch=event.branch, by=by.actor, at=at, surface=Surface.MESSAGE
        )
        if not verdict.is_allowed:
            raise NotInvitable(reason="; ".join(str(reason.text) for reason in verdict.reasons))


def accept(guest: EventGuest, *, by: Actor, at: dt.datetime) -> EventGuest:
    """The guest comes: on a seat while there are any, else on the waiting list. Raises SignUpClosed, IllegalGuestMove."""
    with journal.unit(by=by, at=at):
        guest, event = locked(guest)
        check_open(event, at=at)
        check_move(guest, "accept")
        verb = "accept" if seated(event) < event.seats else "wait"
        return move(guest, verb, answered_at=at)


def decline(guest: EventGuest, *, by: Actor, at: dt.datetime) -> EventGuest:
    """The guest does not come; whoever waits first gets the seat. Raises SignUpClosed, IllegalGuestMove."""
    with journal.unit(by=by, at=at):
        guest, event = locked(guest)
        if not is_awaited(event, at=at):
            raise SignUpClosed
        guest = move(guest, "decline", answered_at=at)
        move_up(event)
    return guest


def change_seats(event: Event, *, by: Staff, at: dt.datetime, seats: int) -> Event:
    """More or fewer seats before it is held; whoever waits moves up. Raises IllegalEventMove, TooFewSeats."""
    with journal.unit(by=by.actor, at=at):
        event = holding.locked(event)
        if event.status not in COMING:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        if seats < max(seated(event), 1):
            raise TooFewSeats(n=seated(event))
        event.seats = seats
        event.save(update_fields=["seats"])
        journal.record(holding.news_of(event, "change_seats"))
        move_up(event)
    return event


def sign_in(guest: EventGuest, *, by: Staff, at: dt.datetime) -> EventGuest:
    """The guest is at the door on the day: invited ones without a seat only while one is free.

    Raises IllegalEventMove, NotYet, NoSeat, IllegalGuestMove.
    """
    with journal.unit(by=by.actor, at=at):
        guest, event = locked(guest)
        if event.status != EventStatus.OPEN:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        if business_date(event.branch, at) < event.day:
            raise NotYet(at=event.day.isoformat())
        check_move(guest, "sign_in")
        if guest.status != GuestStatus.GOING and seated(event) >= event.seats:
            raise NoSeat
        return move(guest, "sign_in", signed_in_at=at, signed_in_by=by)


def sign_out(guest: EventGuest, *, by: Staff, at: dt.datetime) -> EventGuest:
    """Signed in by mistake; not once there is a lead or a gift. Raises IllegalEventMove, IllegalGuestMove."""
    with journal.unit(by=by.actor, at=at):
        guest, event = locked(guest)
        if event.status != EventStatus.OPEN:
            raise IllegalEventMove(status=EventStatus(event.status).label)
        if guest.lead_id is not None or PrizeIssue.objects.filter(guest=guest).exists():
            raise IllegalGuestMove(status=GuestStatus(guest.status).label)
        return move(guest, "sign_out", signed_in_at=None, signed_in_by=None, has_answered_quiz=False)


def mark_quiz(guest: EventGuest, *, by: Staff, at: dt.datetime, is_right: bool = True) -> EventGuest:
    """The guest answered the quiz rightly, or did not after all. Raises NoGuestFound."""
    with journal.unit(by=by.actor, at=at):
        guest, _event = locked(guest)
        check_there(guest)
        guest.has_answered_quiz = is_right
        guest.save(update_fields=["has_answered_quiz"])
        journal.record(news_of(guest, "quiz"))
    return guest


def note_lead(guest: EventGuest, *, by: Staff, at: dt.datetime, note: str = "") -> tuple[Lead, bool]:
    """A guest who was there is interested: a lead, or the open one that there is. Raises NoGuestFound."""
    with journal.unit(by=by.actor, at=at):
        guest, event = locked(guest)
        check_there(guest)
        lead, is_new = create_lead(
            event.branch,
            by=by,
            at=at,
            customer=guest.customer,
            family=event.family,
            source=LeadSource.EVENT,
            campaign=event.campaign,
            product=event.product,
            note=note,
        )
        guest.lead = lead
        guest.save(update_fields=["lead"])
        journal.record(news_of(guest, "lead"))
    return lead, is_new


def when_consent_is_withdrawn(news: News, by: Actor, at: dt.datetime) -> None:
    """Who takes the consent to offers back is not waited for any more: unanswered invitations end (N09)."""
    payload = news.payload()
    if payload["purpose"] != "marketing":
        return
    # Not their events' locks: the customer's is held already, and an unanswered invitation takes no seat.
    waiting = EventGuest.objects.select_for_update(no_key=True, of=("self",)).filter(
        customer=payload["customer"], status=GuestStatus.INVITED, event__status__in=COMING
    )
    with journal.unit(by=SYSTEM, at=at):
        for guest in waiting.order_by("pk"):
            move(guest, "decline", answered_at=at)


def refuse_offers(guest: EventGuest, *, by: Actor, at: dt.datetime) -> EventGuest:
    """The guest wants no more about this family for a while, and does not come if that is still to be said (N14).

    A no is never refused: not after the event, nor where it was cancelled, nor after another answer.
    """
    with journal.unit(by=by, at=at):
        guest, event = locked(guest)
        if guest.status in GUEST_MOVES["decline"][0] and is_awaited(event, at=at):
            guest = move(guest, "decline", answered_at=at)
            move_up(event)
        contacting.refuse(guest.customer, branch=guest.branch, by=by, at=at, family=guest.event.family)
    return guest


def check_open(event: Event, *, at: dt.datetime) -> None:
    """Sign-up is open while the event is, until it ends, and its material is in force (1 query). Raises SignUpClosed."""
    if event.status != EventStatus.OPEN or at >= event.ends_at or not holding.is_in_force(event, at=at):
        raise SignUpClosed


def is_awaited(event: Event, *, at: dt.datetime) -> bool:
    """Whether guests may still say that they do not come."""
    return event.status in INVITABLE and at < event.ends_at


def check_there(guest: EventGuest) -> None:
    """Raises NoGuestFound."""
    if guest.status != GuestStatus.ATTENDED:
        raise NoGuestFound


def seated(event: Event) -> int:
    """How many seats are taken (1 query)."""
    return EventGuest.objects.filter(event=event, status__in=SEATED).count()


def move_up(event: Event) -> None:
    """Give free seats to those who wait, who asked first goes first (2 queries, 1 more for each who moves up)."""
    free = event.seats - seated(event)
    if free <= 0 or event.status != EventStatus.OPEN:
        return
    waiting = EventGuest.objects.select_for_update(no_key=True, of=("self",)).filter(
        event=event, status=GuestStatus.WAITING
    )
    for guest in waiting.order_by("answered_at", "pk")[:free]:
        move(guest, "move_up")


def check_move(guest: EventGuest, verb: str) -> GuestStatus:
    """The state that the verb leads to. Raises IllegalGuestMove."""
    sources, target = GUEST_MOVES[verb]
    if guest.status not in sources:
        raise IllegalGuestMove(status=GuestStatus(guest.status).label)
    return target


def move(guest: EventGuest, verb: str, **fields: Any) -> EventGuest:
    """Take the verb's move (1 statement). Its event must be locked. Raises IllegalGuestMove."""
    guest.status = check_move(guest, verb)
    for name, value in fields.items():
        setattr(guest, name, value)
    guest.save(update_fields=["status", *fields])
    journal.record(news_of(guest, verb))
    return guest


def locked(guest: EventGuest) -> tuple[EventGuest, Event]:
    """Lock the event, then read the guest again (2 statements)."""
    event = holding.locked(Event(pk=guest.event_id))
    rows = EventGuest.objects.select_for_update(of=("self",), no_key=True).select_related("customer", "branch")
    guest = rows.get(pk=guest.pk)
    guest.event = event
    return guest, event


def news_of(guest: EventGuest, verb: str) -> GuestMoved:
    """The event of a change: never who it is."""
    return GuestMoved(
        branch_id=guest.branch_id, event_guest=guest.pk, event=guest.event_id, status=guest.status, verb=verb
    )
