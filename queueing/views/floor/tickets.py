"""Finding tickets and what the lobby manager does with one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Staff
from queueing import desk_parts, offers
from queueing.access import ticket_for, ticket_to_manage
from queueing.domain import waiting
from queueing.domain.notes import add_note
from queueing.forms.floor import FailForm, NoteForm, ReasonForm, TransferForm
from queueing.models import Ticket
from queueing.selectors import floor as selectors
from queueing.selectors.visit_time import split_of
from queueing.views.one_ticket import found_by

on_ticket = found_by(ticket_to_manage)


@never_cache
@login_required
@require_safe
def search(request: HttpRequest, code: str) -> HttpResponse:
    """Tickets of the day whose number contains `?number=`. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.FLOOR_VIEW)
    typed = request.GET.get("number", "")[:12]
    found = selectors.found_by_number(branch, typed.replace("\0", ""), at=timezone.now())
    return render(request, "queueing/floor/_found.html", {"found": found, "typed": typed})


@never_cache
@login_required
@require_safe
def detail(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """The inside of the detail dialog. Raises NotFound."""
    assert isinstance(request.user, Staff)
    ticket = ticket_for(request.user, ticket_id)
    held = access.permissions_at(request.user, ticket.branch)
    may_manage = Permission.TICKET_MANAGE in held
    at = timezone.now()
    context = {
        "detail": selectors.detail_of(ticket, at=at),
        "split": split_of(ticket.visit, at=at),
        "may_manage": may_manage,
        "may_care": Permission.CARE_GIVE in held,
        "offers": offers.links_for_ticket(ticket, held=held),
        "parts": desk_parts.ticket_parts(ticket, request.user, held=held, at=at),
        "targets": TransferForm(ticket=ticket) if may_manage else None,
    }
    return render(request, "queueing/floor/_ticket.html", context)


@on_ticket
def reinstate(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Back in the queue after a missed call."""
    waiting.reinstate(ticket, by=staff.actor, at=timezone.now())
    return answer(request, ticket, _("%(number)s is back in the queue."))


@on_ticket
def postpone(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Behind the next ones, once."""
    waiting.postpone(ticket, by=staff.actor, at=timezone.now())
    return answer(request, ticket, _("%(number)s lets others go first."))


@on_ticket
def leave(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The customer has left."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    waiting.leave(ticket, by=staff.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return answer(request, ticket, _("%(number)s has left."))


@on_ticket
def cancel(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """Take a number out that should not be there."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    waiting.cancel(ticket, by=staff.actor, at=timezone.now(), reason=form.cleaned_data["reason"])
    return answer(request, ticket, _("%(number)s is cancelled."))


@on_ticket
def transfer(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """To another queue, counter or person; the undo address carries where it was before."""
    form = TransferForm(request.POST or request.GET, ticket=ticket)
    if not form.is_valid():
        return invalid(request, form)
    before = urlencode(place_of(ticket))
    waiting.transfer(ticket, by=staff.actor, at=timezone.now(), **form.cleaned_data)
    undo = f"{reverse('queueing:floor-ticket-transfer', args=[ticket.pk])}?{before}"
    return answer(request, ticket, _("%(number)s is transferred."), undo=undo)


@on_ticket
def diversion_done(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The machine did it."""
    waiting.complete_diversion(ticket, by=staff.actor, at=timezone.now())
    return answer(request, ticket, _("%(number)s is done."))


@on_ticket
def diversion_failed(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """The machine could not do it."""
    form = FailForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    reason = form.cleaned_data["reason"] or _("the machine could not do it")
    waiting.fall_back(ticket, by=staff.actor, at=timezone.now(), reason=reason)
    return answer(request, ticket, _("%(number)s goes first at the counter."))


@on_ticket
def note(request: HttpRequest, staff: Staff, ticket: Ticket) -> HttpResponse:
    """A note for colleagues."""
    form = NoteForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    add_note(ticket, by=staff.actor, at=timezone.now(), text=form.cleaned_data["text"])
    return answer(request, ticket, _("The note is kept with %(number)s."))


def place_of(ticket: Ticket) -> dict[str, Any]:
    """Queue, counter and person of a ticket, as the transfer form reads them."""
    place = {"service": ticket.service.code, "counter": ticket.only_counter_id, "person": ticket.only_staff_id}
    return {name: value for name, value in place.items() if value is not None}


def answer(request: HttpRequest, ticket: Ticket, message: str, *, undo: str = "") -> HttpResponse:
    """What every act here says."""
    back = reverse("floor:floor", args=[ticket.branch.code])
    return done(request, message % {"number": ticket.number}, undo=undo, back=back)
