"""Acts on a ticket at the own counter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff
from queueing.domain import calling, notes, rework, serving, undoing, waiting
from queueing.enums import ReturnReason
from queueing.forms.teller import FinishForm, HandOnForm, NoteForm, ReturnForm
from queueing.models import Ticket
from queueing.views.teller.own import on_ticket


@on_ticket
def recall(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Call again."""
    calling.recall(ticket, by=staff.actor, at=timezone.now())
    return answer(request)


@on_ticket
def start(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The customer is at the counter."""
    serving.start(ticket, by=staff.actor, at=timezone.now())
    return answer(request)


@on_ticket
def finish(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Service ended; without any field it was completed, once, for the ticket's own service."""
    form = FinishForm(request.POST, branch=ticket.branch)
    if not form.is_valid():
        return invalid(request, form)
    given = form.cleaned_data
    serving.finish(
        ticket,
        by=staff.actor,
        at=timezone.now(),
        outcome=given["outcome"],
        services_done=form.codes,
        quantity=given["quantity"],
        missing=given["missing"],
    )
    return answer(request, _("%(number)s finished.") % {"number": ticket.number}, undo=undo_address(ticket))


@on_ticket
def miss(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The customer did not come."""
    waiting.miss(ticket, by=staff.actor, at=timezone.now())
    return answer(request, _("%(number)s missed.") % {"number": ticket.number}, undo=undo_address(ticket))


@on_ticket
def hold(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The customer fills in or fetches something."""
    serving.hold(ticket, by=staff.actor, at=timezone.now())
    return answer(request)


@on_ticket
def take_up(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Serve a held customer again."""
    assert ticket.session is not None  # it was found through its session
    serving.resume(ticket, by=staff.actor, at=timezone.now(), session=ticket.session)
    return answer(request)


@on_ticket
def send_back(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Something is missing or wrong, and marked where it is; the customer comes back first."""
    form = ReturnForm(request.POST, ticket=ticket)
    if not form.is_valid():
        return invalid(request, form)
    given = form.cleaned_data
    rework.send_back_marked(
        ticket,
        by=staff.actor,
        at=timezone.now(),
        reason=ReturnReason(given["reason"]),
        lines=given["lines"],
        documents=list(given["documents"]),
    )
    return answer(request, _("%(number)s sent back; comes first on return.") % {"number": ticket.number})


@on_ticket
def hand_on(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Pass the customer to another queue, counter or person."""
    form = HandOnForm(request.POST, ticket=ticket, by=staff)
    if not form.is_valid():
        return invalid(request, form)
    serving.hand_on(ticket, by=staff.actor, at=timezone.now(), **form.cleaned_data)
    return answer(request, _("%(number)s handed on.") % {"number": ticket.number})


@on_ticket
def note(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Write a note for whoever serves next."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    notes.add_note(ticket, by=staff.actor, at=timezone.now(), text=form.cleaned_data["text"])
    return answer(request)


@on_ticket
def undo(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Take back the last finish or miss."""
    undoing.undo(ticket, by=staff.actor, at=timezone.now())
    return answer(request, _("%(number)s is back at your counter.") % {"number": ticket.number})


def answer(request: HttpRequest, message: str = "", *, undo: str = "") -> HttpResponse:
    """The answer of an act; without scripts it leads back to the workstation."""
    return done(request, message, undo=undo, back=reverse("queueing:teller-desk"))


def undo_address(ticket: Ticket) -> str:
    """Where an act on the ticket is taken back."""
    return reverse("queueing:teller-undo", args=[ticket.pk])
