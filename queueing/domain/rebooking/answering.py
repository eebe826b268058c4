"""Accepting and declining an offer: by the customer on the phone or by staff for somebody without one, once."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date
from lobby.branches.policies import policy_of
from lobby.customers.models import Customer
from lobby.live import journal
from queueing.domain import waiting
from queueing.domain.appointments import limits
from queueing.domain.appointments.booking import Cash, confirmed, first_day_for, money, put_list
from queueing.domain.appointments.moving import news_of as news_of_appointment
from queueing.domain.appointments.seats import free_code, place, take_seat
from queueing.domain.locks import take_booking_lock
from queueing.domain.moving import check_move as check_ticket
from queueing.domain.moving import locked as locked_ticket
from queueing.domain.rebooking.moving import WHOLE, check_move, move, news_of
from queueing.enums.appointments import BookingChannel
from queueing.enums.outages import REBOOKED, OfferStatus
from queueing.errors.appointments import NoSlot, SlotTaken
from queueing.errors.outages import OfferExpired
from queueing.events.appointments import AppointmentRequested
from queueing.events.outages import OfferAccepted, OfferChanged, OfferDeclined, OfferWithdrawn
from queueing.models import Appointment, RebookingOffer, Ticket
from queueing.selectors.slots import Slot, next_free


def accept(offer: RebookingOffer, *, by: Actor, at: dt.datetime) -> RebookingOffer:
    """Take the slot and end the ticket, both or neither; a second time it answers what the first one did.

    When somebody has taken the slot meanwhile the offer stays open with the next free one, and is withdrawn when there is
    none: look at its status. Raises IllegalOfferMove, OfferExpired, IllegalMove when the ticket does not wait any more.
    """
    with journal.unit(by=by, at=at):
        take_booking_lock(offer.rebooking.place_id)
        ticket = locked_ticket(offer.ticket)
        offer = locked(offer)
        if offer.status == OfferStatus.ACCEPTED:
            return offer
        check_move(offer, "accept")
        if at >= offer.rebooking.expires_at:
            raise OfferExpired
        check_ticket(ticket, "cancel")
        booked = Appointment.objects.filter(ticket=ticket).first()
        try:
            # Time to decide does not count against the rule's lead time.
            slot, seat = seat_of(offer, booked, at=offer.rebooking.offered_at)
        except (SlotTaken, NoSlot):
            return offer_next(offer, booked, at=at)
        appointment = booked_for(offer, ticket, booked, slot, seat, by=by, at=at)
        move(offer, "accept", answered_at=at, answered_by_id=by.staff_id, appointment=appointment)
        waiting.cancel(ticket, by=by, at=at, reason=REBOOKED)
        journal.record(OfferAccepted(**news_of(offer)))
    return offer


def decline(offer: RebookingOffer, *, by: Actor, at: dt.datetime) -> RebookingOffer:
    """The customer goes on waiting in the same place; a second time changes nothing. Raises IllegalOfferMove."""
    with journal.unit(by=by, at=at):
        offer = locked(offer)
        if offer.status != OfferStatus.DECLINED:
            move(offer, "decline", answered_at=at, answered_by_id=by.staff_id)
            journal.record(OfferDeclined(**news_of(offer)))
    return offer


def locked(offer: RebookingOffer) -> RebookingOffer:
    """Read the offer again with its row locked (1 statement)."""
    return WHOLE.select_for_update(no_key=True, of=("self",)).get(pk=offer.pk)


def cash_of(booked: Appointment | None) -> Cash | None:
    """The sum that the customer had ordered."""
    if booked is None or booked.cash_amount is None:
        return None
    return Cash(booked.cash_amount, booked.cash_currency, booked.cash_notes)


def first_day(offer: RebookingOffer, booked: Appointment | None, *, at: dt.datetime) -> dt.date | None:
    """The first day on which an ordered sum can be ready at the place (R15), None for any day."""
    target = offer.rebooking.place
    policy = policy_of(target, business_date(target, at))
    return first_day_for(target, policy, offer.service, cash_of(booked), at=at)


def seat_of(offer: RebookingOffer, booked: Appointment | None, *, at: dt.datetime) -> tuple[Slot, int]:
    """The offered slot and a free place in it. Raises NoSlot, SlotTaken."""
    not_before = first_day(offer, booked, at=at)
    return take_seat(offer.rebooking.place, offer.service, offer.slot_at, at=at, not_before=not_before)


def offer_next(offer: RebookingOffer, booked: Appointment | None, *, at: dt.datetime) -> RebookingOffer:
    """The slot is gone: offer the next one, or nothing more."""
    target, not_before = offer.rebooking.place, first_day(offer, booked, at=at)
    found = next_free(target, offer.service, at=at, since=offer.slot_at, not_before=not_before, most=1)
    if not found:
        move(offer, "withdraw", answered_at=at)
        journal.record(OfferWithdrawn(**news_of(offer)))
        return offer
    move(offer, "change", rule=found[0].rule, slot_at=found[0].starts_at)
    journal.record(OfferChanged(**news_of(offer)))
    return offer


def booked_for(
    offer: RebookingOffer,
    ticket: Ticket,
    booked: Appointment | None,
    slot: Slot,
    seat: int,
    *,
    by: Actor,
    at: dt.datetime,
) -> Appointment:
    """The new appointment, confirmed: the branch owes it, so no limit of bookings counts and no staff has to confirm.

    Who never gave a name is called by the number of the ticket.
    """
    target = offer.rebooking.place
    phone = booked.phone if booked else ""
    appointment = Appointment.objects.create(
        branch=target,
        service=offer.service,
        **place(slot, seat),
        **money(cash_of(booked)),
        code=free_code(target),
        channel=BookingChannel.PHONE if by.staff_id is None else BookingChannel.TABLET,
        customer=proven_customer(ticket),
        name=name_of(ticket, booked),
        phone=phone,
        phone_index=limits.index_of(phone),
        language=ticket.language,
        requested_at=at,
    )
    put_list(appointment)
    journal.record(AppointmentRequested(**news_of_appointment(appointment), channel=appointment.channel))
    return confirmed(appointment, policy_of(target, business_date(target, at)), at=at)


def name_of(ticket: Ticket, booked: Appointment | None) -> str:
    """Whom to expect."""
    if booked is not None:
        return str(booked.name)
    customer = proven_customer(ticket)
    return str(customer.name) if customer else ticket.number


def proven_customer(ticket: Ticket) -> Customer | None:
    """Whose ticket it is: an appointment proves whose visit it is, so a typed number alone must not become one."""
    return ticket.customer if ticket.visit.is_proven else None
