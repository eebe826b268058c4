"""From the request to the confirmation, or to its expiry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.enums import ServiceFamily
from lobby.branches.models import Branch, BranchPolicy, Service, Staff
from lobby.branches.policies import policy_of
from lobby.customers.models import Customer
from lobby.customers.phones import normal_phone
from lobby.floor.contents import Texts, findings
from lobby.floor.domain import deadlines
from lobby.floor.enums.library import ContentKind
from lobby.live import journal
from queueing.domain.appointments import limits, reminding
from queueing.domain.appointments.moving import locked, move, news_of
from queueing.domain.appointments.seats import free_code, place, take_seat
from queueing.domain.locks import take_booking_lock
from queueing.enums.appointments import BookingChannel
from queueing.errors.appointments import CashElsewhere, CashTooSoon, UnknownPerson, ValueFlagged, ValueMissing
from queueing.events.appointments import AppointmentConfirmed, AppointmentRequested
from queueing.models import Appointment, PrepareItem
from queueing.selectors.slots import lead_day, rules_of


@dataclass(frozen=True, slots=True)
class Cash:
    """Money that the branch shall have ready. `notes` says which notes the customer would like."""

    amount: Decimal
    currency: str = "CNY"
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Guest:
    """Who comes. `customer` is the card where the branch knows one."""

    name: str
    phone: str
    language: str = "zh-hans"
    customer: Customer | None = None


def request(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    service: Service,
    starts_at: dt.datetime,
    guest: Guest,
    channel: BookingChannel,
    staff: Staff | None = None,
    cash: Cash | None = None,
    value: str = "",
    note: str = "",
    address: str = "",
) -> Appointment:
    """Book a slot; where the rule allows it is confirmed at once.

    `address` is the network address of an anonymous caller. Of concurrent callers for the last place one gets it.
    Raises NoSlot, SlotTaken, TooManyBookings, TooManyFromHere, ValueMissing, ValueFlagged, CashElsewhere, CashTooSoon, UnknownPerson.
    """
    with journal.unit(by=by, at=at):
        take_booking_lock(branch.pk)
        today = business_date(branch, at)
        policy = policy_of(branch, today)
        check_wish(branch, service, staff, channel=channel, value=value)
        first_day = first_day_for(branch, policy, service, cash, at=at)
        if cash is not None and first_day is not None and business_date(branch, starts_at) < first_day:
            raise CashTooSoon(limit=policy.large_cash_over, days=policy.large_cash_lead_days, day=first_day)
        phone_index = limits.index_of(guest.phone)
        limits.check_phone(phone_index, policy)
        if address:
            limits.count_address(branch, address, policy, day=today)
        slot, seat = take_seat(branch, service, starts_at, at=at, staff=staff, not_before=first_day)
        appointment = Appointment.objects.create(
            branch=branch,
            service=service,
            **place(slot, seat),
            **whose(guest, phone_index),
            **money(cash),
            code=free_code(branch),
            channel=channel,
            value=value.strip(),
            note=note.strip(),
            requested_at=at,
        )
        put_list(appointment)
        journal.record(AppointmentRequested(**news_of(appointment), channel=channel))
        if slot.rule.confirms_itself:
            with journal.unit(by=SYSTEM, at=at):
                return confirmed(appointment, policy, at=at)
        reminding.watch_request(appointment, policy, at=at)
    return appointment


def confirm(appointment: Appointment, *, by: Actor, at: dt.datetime) -> Appointment:
    """The branch expects the customer. Raises IllegalAppointmentMove."""
    with journal.unit(by=by, at=at):
        appointment = locked(appointment.pk)
        confirmed(appointment, policy_of(appointment.branch, appointment.day), at=at)
        deadlines.stop(subject=("appointment", appointment.pk), at=at, kind=reminding.EXPIRY)
        reminding.forget_request(appointment, at=at, reason="confirmed")
    return appointment


def confirmed(appointment: Appointment, policy: BranchPolicy, *, at: dt.datetime) -> Appointment:
    """Take the move; its clocks begin to run."""
    move(appointment, "confirm", confirmed_at=at)
    journal.record(AppointmentConfirmed(**news_of(appointment)))
    reminding.watch(appointment, policy, at=at)
    return appointment


def check_wish(branch: Branch, service: Service, staff: Staff | None, *, channel: str, value: str) -> None:
    """An invitation says what for (S179), and a named person takes such appointments. Raises ValueMissing, ValueFlagged, UnknownPerson."""
    if channel == BookingChannel.WEALTH and not value.strip():
        raise ValueMissing
    if value and (found := findings(Texts(kind=ContentKind.MESSAGE_TEMPLATE, code="invitation", texts=(value,)))):
        raise ValueFlagged(words=found[0].words, why=found[0].why)
    if staff is not None and not rules_of(branch, service, staff):
        raise UnknownPerson(person=staff.name)


def first_day_for(
    branch: Branch, policy: BranchPolicy, service: Service, cash: Cash | None, *, at: dt.datetime
) -> dt.date | None:
    """The first business day on which so much cash can be ready (R15), None for any day. Raises CashElsewhere."""
    if cash is None:
        return None
    if service.family != ServiceFamily.CASH:
        raise CashElsewhere
    if cash.amount <= policy.large_cash_over:
        return None
    return lead_day(branch, at=at, days=policy.large_cash_lead_days)


def whose(guest: Guest, phone_index: str) -> dict[str, object]:
    """The fields that say who comes."""
    return {
        "customer": guest.customer,
        "name": guest.name.strip(),
        "phone": normal_phone(guest.phone),
        "phone_index": phone_index,
        "language": guest.language,
    }


def money(cash: Cash | None) -> dict[str, object]:
    """The fields of ordered cash."""
    if cash is None:
        return {}
    return {"cash_amount": cash.amount, "cash_currency": cash.currency, "cash_notes": cash.notes.strip()}


def put_list(appointment: Appointment) -> None:
    """What the rule says has to be prepared (0–1 statement)."""
    zh, en = (text.splitlines() for text in (appointment.rule.prepare_zh, appointment.rule.prepare_en))
    pairs = [(one.strip(), other.strip()) for one, other in zip(zh, en or zh, strict=False) if one.strip()]
    if pairs:
        PrepareItem.objects.bulk_create(
            PrepareItem(appointment=appointment, text_zh=one, text_en=other or one, position=position)
            for position, (one, other) in enumerate(pairs)
        )
