"""Slots, booking, and what happens to an appointment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import get_language
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import BooleanField, CharField, ChoiceField, DateField, DateTimeField, IntegerField

from lobby.branches.access import Person, branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import MAX_BIGINT, Body, Flag, QueryWhole, Text, Whole, read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from queueing import access
from queueing.api.answers import moment
from queueing.api.bodies import LANGUAGE, reason, service_code
from queueing.api.posting import Call, PostView
from queueing.api.shapes import Shape
from queueing.api.tickets import customer_of, service_of
from queueing.domain.appointments import arriving, booking, ending, preparing, rescheduling
from queueing.domain.appointments.booking import Cash, Guest, first_day_for
from queueing.enums.appointments import AppointmentStatus, BookingChannel
from queueing.errors.appointments import UnknownPerson
from queueing.forms.appointments import NAME, PHONE
from queueing.models import Appointment
from queueing.selectors import appointments as selectors
from queueing.selectors import slots
from queueing.selectors.slots import Slot

MOST_CASH = 100_000_000


class Currency(TextChoices):
    """What can be ordered."""

    CNY = "CNY"
    USD = "USD"
    EUR = "EUR"
    HKD = "HKD"
    JPY = "JPY"
    GBP = "GBP"


class Moment(serializers.DateTimeField):
    """ISO 8601 with an offset from UTC: a time without one could be anywhere."""

    def to_internal_value(self, data: Any) -> dt.datetime:
        """Refuse what is not a string, or names no offset."""
        if not isinstance(data, str):
            self.fail("invalid", format="ISO 8601")
        value: dt.datetime = super().to_internal_value(data)
        if "T" not in data or not (data.endswith("Z") or "+" in data or "-" in data.split("T")[1]):
            self.fail("invalid", format="ISO 8601 with an offset")
        return value


class SlotQuery(Body):
    """Which slots are listed."""

    service = service_code()
    staff = Text(max_length=40, required=False, help_text="User name of the person to meet")
    days = QueryWhole(min_value=1, max_value=60, default=7)
    amount = QueryWhole(min_value=1, max_value=MOST_CASH, required=False, help_text="Cash to have ready")

    def get_fields(self) -> dict[str, Any]:
        """`from` is no name that Python takes."""
        first = DateField(required=False, help_text="First business day; today without one")
        return {**super().get_fields(), "from": first}


class DayQuery(Body):
    """Which day is listed."""

    day = DateField(required=False, help_text="Business day; today without one")


class CashBody(Body):
    """Money to have ready."""

    amount = Whole(min_value=1, max_value=MOST_CASH)
    currency = serializers.ChoiceField(Currency.choices, default=Currency.CNY)
    notes = Text(max_length=120, required=False, help_text="Which notes the customer would like")


class BookBody(Body):
    """A slot is wished."""

    service = service_code()
    start = Moment(help_text="Start of a slot")
    name = Text(max_length=60, validators=[NAME])
    phone = Text(max_length=20, validators=[PHONE])
    staff = Text(max_length=40, required=False, help_text="User name of the person to meet")
    customer = Text(max_length=40, allow_null=True, default=None, help_text="The core system's number")
    language = Text(max_length=10, validators=[LANGUAGE], required=False)
    note = Text(max_length=200, required=False)
    cash = CashBody(required=False, allow_null=True, default=None)


class RescheduleBody(Body):
    """Another slot."""

    start = Moment(help_text="Start of a slot")


class PrepareBody(Body):
    """What is done; with nothing in it the appointment must be ready already."""

    items = serializers.ListField(child=Whole(min_value=1, max_value=MAX_BIGINT), max_length=30, default=list)
    cash_ready = Flag(default=False, help_text="Two members of staff say so, one after the other")


class CancelBody(Body):
    """Why, and what the customer is told."""

    reason = reason()
    apology = Text(max_length=200, required=False)


class SlotShape(Shape):
    """A time that can be booked; `free` may be 0."""

    start = DateTimeField()
    end = DateTimeField()
    day = DateField()
    service = CharField()
    staff = CharField(allow_null=True, help_text="User name")
    capacity = IntegerField(min_value=1)
    free = IntegerField(min_value=0)


class PrepareItemShape(Shape):
    """One thing to do."""

    id = IntegerField()
    text = CharField()
    is_done = BooleanField()


class CashShape(Shape):
    """Ordered money; `signed` of the two people who must say that it is ready."""

    amount = CharField()
    currency = CharField()
    notes = CharField(allow_blank=True)
    signed = IntegerField(min_value=0, max_value=2)


class OwnTicketShape(Shape):
    """The number given at check-in."""

    id = IntegerField()
    number = CharField()


class AppointmentShape(Shape):
    """An appointment; name and phone are masked."""

    id = IntegerField()
    branch = CharField()
    service = CharField()
    staff = CharField(allow_null=True)
    room = CharField(allow_null=True)
    day = DateField()
    start = DateTimeField()
    end = DateTimeField()
    status = ChoiceField(AppointmentStatus.choices)
    channel = ChoiceField(BookingChannel.choices)
    name = CharField()
    phone = CharField(help_text="The last four digits")
    language = CharField()
    note = CharField(allow_blank=True)
    reschedules = IntegerField(min_value=0)
    was_late = BooleanField()
    cash = CashShape(allow_null=True)
    prepare = PrepareItemShape(many=True)
    ticket = OwnTicketShape(allow_null=True)


class BookedShape(AppointmentShape):
    """A new appointment with what its customer needs: the code for the kiosk and the own page."""

    code = CharField()
    page_url = CharField()


class BranchSlots(ApiView):
    """The times that can be booked for a service, in order; full ones have `free` 0."""

    about = "appointments"
    operation = "slot-list"
    query = SlotQuery
    answers = {200: SlotShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List slots."""
        wished, at = read_query(SlotQuery, request), timezone.now()
        branch = branch_for(person_of(request), code)
        service = service_of(branch, wished["service"])
        amount = wished.get("amount")
        cash = Cash(Decimal(amount)) if amount else None
        policy = booking.policy_of(branch, business_date(branch, at))
        found = slots.slots(
            branch,
            at=at,
            first=wished.get("from") or business_date(branch, at),
            days=wished["days"],
            service=service,
            staff=person_named(branch, wished.get("staff")),
            not_before=first_day_for(branch, policy, service, cash, at=at),
        )
        return Response([slot_answer(slot) for slot in found])


class BranchAppointments(PostView):
    """GET: the appointments of a day in order of time.

    POST: book a slot. Of several callers for the last place one gets it; the others get `slot_taken` with `slots`, the
    next free times.
    """

    about = "appointments"
    operation = {"GET": "appointment-list", "POST": "appointment-book"}
    query = DayQuery
    body = BookBody
    answers = {"GET": {200: AppointmentShape(many=True)}, "POST": {201: BookedShape}}

    def get(self, request: Request, code: str) -> Response:
        """List appointments."""
        wished = read_query(DayQuery, request)
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        day = wished.get("day") or business_date(branch, timezone.now())
        return Response([appointment_answer(one) for one in selectors.of_day(branch, day)])

    def act(self, call: Call, code: str) -> Answer:
        """Book."""
        branch = branch_for(call.person, code, Permission.TICKET_ISSUE)
        wished = call.values
        customer = customer_of(branch, wished["customer"])
        language = wished.get("language") or (customer and customer.language) or "zh-hans"
        appointment = booking.request(
            branch,
            by=call.by,
            at=call.at,
            service=service_of(branch, wished["service"]),
            starts_at=wished["start"],
            guest=Guest(wished["name"], wished["phone"], language, customer),
            channel=BookingChannel.API,
            staff=person_named(branch, wished.get("staff")),
            cash=cash_of(wished["cash"]),
            note=wished.get("note", ""),
        )
        pages = call.pages.removesuffix("/t/")
        own = {"code": appointment.code, "page_url": f"{pages}/a/{appointment.page_token}/"}
        return Answer(201, {**appointment_answer(appointment), **own})


class OneAppointment(ApiView):
    """One appointment."""

    about = "appointments"
    operation = "appointment-read"
    answers = {200: AppointmentShape}

    def get(self, request: Request, appointment_id: int) -> Response:
        """Read an appointment."""
        return Response(appointment_answer(access.appointment_for(person_of(request), appointment_id)))


class AppointmentVerb(PostView):
    """One verb: how the appointment is fetched decides who may do it."""

    about = "appointments"
    answers = {200: AppointmentShape}
    fetch: ClassVar[Callable[[Person, int], Appointment]] = access.appointment_to_manage
    verb: ClassVar[Callable[..., Appointment]]

    def act(self, call: Call, appointment_id: int) -> Answer:
        """Fetch, move, answer."""
        appointment = type(self).fetch(call.person, appointment_id)
        moved = type(self).verb(appointment, by=call.by, at=call.at, **self.wishes(call))
        return Answer(200, appointment_answer(moved))

    def wishes(self, call: Call) -> dict[str, Any]:
        """What the body says, as the verb takes it."""
        return call.values


class Confirm(AppointmentVerb):
    """The branch expects the customer."""

    operation, verb = "appointment-confirm", booking.confirm


class Reschedule(AppointmentVerb):
    """Another slot of the same service and person; three times by default."""

    operation, verb, body = "appointment-reschedule", rescheduling.reschedule, RescheduleBody

    def wishes(self, call: Call) -> dict[str, Any]:
        """The slot's start."""
        return {"starts_at": call.values["start"]}


class Reinstate(Reschedule):
    """A new slot for somebody who did not come."""

    operation, verb = "appointment-reinstate", rescheduling.reinstate


class Prepare(AppointmentVerb):
    """Things are done, the cash is ready; with everything done the appointment is prepared."""

    operation, fetch, verb = "appointment-prepare", access.appointment_to_prepare, preparing.prepare
    body = PrepareBody


class CheckIn(AppointmentVerb):
    """The customer is here and gets a number, exactly once: express in the window, normal when late."""

    operation, fetch, verb = "appointment-check-in", access.appointment_to_check_in, arriving.check_in


class CancelAppointment(AppointmentVerb):
    """Called off by the branch, with a reason and an apology; the slot is free again."""

    operation, verb, body = "appointment-cancel", ending.cancel, CancelBody


def person_named(branch: Branch, username: str | None) -> Staff | None:
    """A member of staff with slots at the branch, None when nobody is named (0–1 query). Raises UnknownPerson."""
    if username is None:
        return None
    person = Staff.objects.filter(username=username, slot_rules__branch=branch).first()
    if person is None:
        raise UnknownPerson(person=username)
    return person


def cash_of(wished: dict[str, Any] | None) -> Cash | None:
    """Ordered money."""
    if wished is None:
        return None
    return Cash(Decimal(wished["amount"]), wished["currency"], wished.get("notes", ""))


def slot_answer(slot: Slot) -> dict[str, Any]:
    """A slot."""
    return {
        "start": moment(slot.starts_at),
        "end": moment(slot.ends_at),
        "day": slot.day.isoformat(),
        "service": slot.rule.service.code,
        "staff": slot.rule.staff.username if slot.rule.staff else None,
        "capacity": slot.capacity,
        "free": slot.free,
    }


def appointment_answer(appointment: Appointment) -> dict[str, Any]:
    """An appointment with everything at hand but its items, which are prefetched in lists (0–1 query)."""
    language = get_language() or "zh-hans"
    return {
        "id": appointment.pk,
        "branch": appointment.branch.code,
        "service": appointment.service.code,
        "staff": appointment.staff.username if appointment.staff else None,
        "room": appointment.room.code if appointment.room else None,
        "day": appointment.day.isoformat(),
        "start": moment(appointment.slot_at),
        "end": moment(appointment.ends_at),
        "status": str(appointment.status),
        "channel": str(appointment.channel),
        "name": appointment.masked_name,
        "phone": appointment.last_digits,
        "language": appointment.language,
        "note": appointment.note,
        "reschedules": appointment.reschedules,
        "was_late": appointment.was_late,
        "cash": cash_answer(appointment),
        "prepare": [
            {"id": item.pk, "text": item.text_in(language), "is_done": item.done_at is not None}
            for item in appointment.prepare_items.all()
        ],
        "ticket": {"id": appointment.ticket.pk, "number": appointment.ticket.number} if appointment.ticket else None,
    }


def cash_answer(appointment: Appointment) -> dict[str, Any] | None:
    """Ordered money."""
    if appointment.cash_amount is None:
        return None
    signed = sum(one is not None for one in (appointment.cash_counted_by_id, appointment.cash_checked_by_id))
    return {
        "amount": f"{appointment.cash_amount:f}",
        "currency": appointment.cash_currency,
        "notes": appointment.cash_notes,
        "signed": signed,
    }
