"""Issuing, listing and reading tickets."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from rest_framework.request import Request
from rest_framework.response import Response

from lobby.branches.access import branch_for
from lobby.branches.api.authentication import person_of
from lobby.branches.api.bodies import read_query
from lobby.branches.api.idempotency import Answer
from lobby.branches.api.views import ApiView
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Device, Service
from lobby.branches.prepared import Parameter, Prepared
from lobby.customers.models import Customer
from lobby.customers.selectors.cards import customer_by_reference
from lobby.live.posting import Call, PostView
from queueing import access
from queueing.api import rights
from queueing.api.answers import listed_answer, news_answer, note_answer, ticket_answer
from queueing.api.bodies import IssueBody, NoteBody, TicketQuery
from queueing.api.pages import pages_of
from queueing.api.shapes import ListedTicketShape, NoteShape, TicketDetailShape, TicketShape
from queueing.domain import issuing, notes
from queueing.domain.appointments import arriving
from queueing.enums import CALLABLE, Source
from queueing.errors import UnknownCustomer, UnknownService
from queueing.errors.appointments import ServiceDiffers
from queueing.estimate import Wait
from queueing.models import Ticket
from queueing.selectors import api as selectors
from queueing.selectors.lines import wait_note
from queueing.triage.routes import Route, opened, route_of

OFFERED = Prepared(
    lambda: Service.objects.select_related("zone").filter(
        branch_id=Parameter("branch"), code=Parameter("code"), is_active=True
    )
)


class BranchTickets(PostView):
    """GET: today's tickets in one state; those who wait in calling order, each with why, others newest first.

    POST: issue a ticket.
    """

    about = "tickets"
    operation = {"GET": "ticket-list", "POST": "ticket-issue"}
    query = TicketQuery
    body = IssueBody
    answers = {"GET": {200: ListedTicketShape(many=True)}, "POST": {201: TicketShape}}

    def get(self, request: Request, code: str) -> Response:
        """List tickets."""
        wished, at = read_query(TicketQuery, request), timezone.now()
        branch = branch_for(person_of(request), code, Permission.FLOOR_VIEW)
        if wished["status"] in CALLABLE:
            found = selectors.waiting_list(branch, at=at)[: wished["limit"]]
        else:
            found = selectors.tickets_in(branch, wished["status"], wished["limit"], at=at)
        pages = pages_of(request)
        return Response([listed_answer(each, pages) for each in found])

    def act(self, call: Call, code: str) -> Answer:
        """Issue a ticket; its wait is the one quoted to the customer."""
        branch = branch_for(call.person, code, Permission.TICKET_ISSUE)
        wished = call.values
        if wished["appointment"] is not None:
            ticket = ticket_of_appointment(call, wished["appointment"], branch, wished["service"])
            wait = quoted_wait(ticket)
            return Answer(201, ticket_answer(ticket, wait, wait_note(wait), pages_of(call.request)))
        customer, service = customer_of(branch, wished["customer"]), service_of(branch, wished["service"])
        ticket = issuing.issue(
            branch,
            by=call.by,
            at=call.at,
            service=service,
            source=Source.KIOSK if isinstance(call.person, Device) else wished["source"],
            traits=list(dict.fromkeys(wished["traits"])),
            customer=customer,
            language=wished.get("language") or (customer and customer.language) or "zh-hans",
            route=chosen_route(branch, service, wished),
        )
        wait = quoted_wait(ticket)
        return Answer(201, ticket_answer(ticket, wait, wait_note(wait), pages_of(call.request)))


class OneTicket(ApiView):
    """A ticket with its place, notes and timeline."""

    about = "tickets"
    operation = "ticket-read"
    answers = {200: TicketDetailShape}

    def get(self, request: Request, ticket_id: int) -> Response:
        """Read a ticket; a kiosk gets neither notes nor timeline."""
        ticket = rights.ticket_to_read(person_of(request), ticket_id)
        here = selectors.listed(ticket, at=timezone.now())
        answer: dict[str, Any] = listed_answer(here, pages_of(request))
        is_staff = not isinstance(request.user, Device)
        answer["notes"] = [note_answer(note) for note in ticket.notes.all()] if is_staff else []
        answer["timeline"] = [news_answer(entry) for entry in selectors.timeline(ticket)] if is_staff else []
        return Response(answer)


class TicketNotes(PostView):
    """Add a staff note, which follows the ticket; customers never see it."""

    about = "tickets"
    operation = "ticket-note"
    body = NoteBody
    answers = {201: NoteShape}

    def act(self, call: Call, ticket_id: int) -> Answer:
        """Write the note."""
        ticket = rights.ticket_to_note(call.person, ticket_id)
        return Answer(201, note_answer(notes.add_note(ticket, by=call.by, at=call.at, **call.values)))


def service_of(branch: Branch, code: str) -> Service:
    """The named service (1 query). Raises UnknownService."""
    service = OFFERED.first(branch=branch.pk, code=code)
    if service is None:
        raise UnknownService(service=code)
    return service


def customer_of(branch: Branch, reference: str | None) -> Customer | None:
    """The named customer, whose level alone makes a VIP (0–1 query). Raises UnknownCustomer."""
    if reference is None:
        return None
    customer = customer_by_reference(branch, reference)
    if customer is None:
        raise UnknownCustomer
    return customer


def ticket_of_appointment(call: Call, appointment_id: int, branch: Branch, service: str) -> Ticket:
    """Check an appointment in. Raises NotFound, ServiceDiffers and what check-in refuses."""
    appointment = access.appointment_to_check_in(call.person, appointment_id)
    if appointment.branch_id != branch.pk:
        raise NotFound
    if appointment.service.code != service:
        raise ServiceDiffers(service=appointment.service.name)
    ticket = arriving.check_in(appointment, by=call.by, at=call.at).ticket
    assert ticket is not None  # whoever is checked in has a number
    return ticket


def chosen_route(branch: Branch, service: Service, wished: dict[str, Any]) -> Route | None:
    """The way chosen of an advice, None without one. Raises AdviceExpired, UnknownOption, OverrideMissing."""
    if "channel" not in wished:
        return None
    advice = opened(wished.get("advice", ""), branch=branch, service=service)
    return route_of(advice, wished["channel"], override=wished.get("override", ""))


def quoted_wait(ticket: Ticket) -> Wait | None:
    """What was quoted at issue, None for a customer who went to a machine or whom no counter can serve."""
    if ticket.status not in CALLABLE or ticket.quoted_p50_s is None or ticket.quoted_p90_s is None:
        return None
    return Wait(ticket.ahead_at_issue, ticket.quoted_p50_s, ticket.quoted_p90_s, ticket.quote_needs_opening)
