"""Slots, booking, and what happens to an appointment."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, ClassVar

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import Person, branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.calendar import FIRST, LAST, business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.branches.policies import policy_of
from lobby.live.posting import Call, PostView
from queueing import access
from queueing.api.appointment_answers import appointment_answer, slot_answer
from queueing.api.appointment_bodies import (
    BookBody,
    CallOffBody,
    DayQuery,
    PrepareBody,
    RescheduleBody,
    SlotQuery,
)
from queueing.api.appointment_shapes import AppointmentShape, BookedShape, SlotShape
from queueing.api.pages import page_beside, pages_of
from queueing.api.tickets import customer_of, service_of
from queueing.domain.appointments import arriving, booking, ending, preparing, rescheduling
from queueing.domain.appointments.booking import Cash, Guest, first_day_for
from queueing.enums.appointments import BookingChannel
from queueing.errors.appointments import UnknownPerson
from queueing.models import Appointment
from queueing.selectors import appointments as selectors
from queueing.selectors import slots


class BranchSlots(ApiView):
    """The times that can be booked for a service, in order; full ones have `free` 0."""

    about = "appointments"
    operation = "slot-list"
    query = SlotQuery
    answers = {200: SlotShape(many=True)}

    def get(self, request: Request, code: str) -> Response:
        """List slots."""
        wished, at = read_query(SlotQuery, request), timezone.now()
        branch = branch_for(person_of(request), code, Permission.TICKET_ISSUE)
        service = service_of(branch, wished["service"])
        first = wished.get("from") or business_date(branch, at)
        if not FIRST <= first <= LAST:
            # Where the calendar itself may end.
            return Response([])
        amount = wished.get("amount")
        cash = Cash(Decimal(amount)) if amount else None
        policy = policy_of(branch, business_date(branch, at))
        found = slots.slots(
            branch,
            at=at,
            first=first,
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
        page = page_beside(pages_of(call.request), "appointment-page", appointment.page_token)
        own = {"code": appointment.code, "page_url": page}
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

    operation, verb, body = "appointment-cancel", ending.cancel, CallOffBody


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
