"""The help buttons of the kiosk, of the customer's phone and of the counter (F1)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from lobby.branches.actors import CUSTOMER
from lobby.branches.answers import done, invalid
from lobby.branches.models import Staff
from lobby.floor import kinds
from lobby.floor.domain import help
from lobby.floor.enums.care import HelpReason, HelpSource
from queueing.errors import DayClosed
from queueing.forms.care import HelpForm
from queueing.models import CounterSession, Ticket
from queueing.selectors.phone import MAY_CALL_HELP
from queueing.views.customers import options_of
from queueing.views.kiosk import kiosk_of
from queueing.views.phone import answered, keeps_its_link, ticket_of_today
from queueing.views.teller.own import on_session


@keeps_its_link
@require_POST
def from_phone(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody in the hall needs help. Raises NotFound, DayClosed (also for a ticket that has ended), TooManyCalls."""
    at = timezone.now()
    ticket = ticket_of_today(token, at=at)
    if ticket.status not in MAY_CALL_HELP:
        raise DayClosed
    help.ask(
        ticket.branch,
        by=CUSTOMER,
        at=at,
        source=HelpSource.PHONE,
        subject=("ticket", ticket.pk),
        place=place_of(ticket),
        zone=ticket.service.zone,
    )
    return answered(request, token, _("The lobby knows. Please stay where you are."))


@keeps_its_link
@require_POST
def back_from_phone(request: HttpRequest, token: str) -> HttpResponse:
    """Help is not needed any more. Raises NotFound, DayClosed, IllegalHelpMove."""
    at = timezone.now()
    ticket = ticket_of_today(token, at=at)
    if (call := help.open_call(("ticket", ticket.pk))) is not None:
        help.withdraw(call, by=CUSTOMER, at=at)
    return answered(request, token, _("Taken back."))


def place_of(ticket: Ticket) -> dict[str, str]:
    """Number and zone, in both languages."""
    zone = kinds.in_both(ticket.service.zone) if ticket.service.zone else {"zh": "", "en": ""}
    return {name: f"{ticket.number} {words}".strip() for name, words in zone.items()}


@never_cache
@require_POST
def from_kiosk(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody at the kiosk needs help. Raises NotFound, Forbidden.

    A kiosk that staff opened under their own name is still touched by customers: whoever opened it may come.
    """
    device, viewer = kiosk_of(request, code)
    at = timezone.now()
    help.ask(
        device.branch,
        by=CUSTOMER if isinstance(viewer, Staff) else viewer.actor,
        at=at,
        source=HelpSource.KIOSK,
        subject=("device", device.pk),
        place=kinds.in_both(device),
        zone=device.zone,
    )
    back = reverse("queueing:kiosk", args=[device.code]) + options_of(request).query
    return done(request, _("The lobby knows. Please stay where you are."), back=back)


@on_session
def from_counter(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """A counter needs help: the operations supervisor and the lobby manager are asked."""
    form = HelpForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    asked: dict[str, Any] = {"subject": ("counter", session.counter_id), "place": kinds.in_both(session.counter)}
    reason = HelpReason(form.cleaned_data["reason"])
    help.ask(
        session.branch,
        by=staff.actor,
        at=timezone.now(),
        source=HelpSource.COUNTER,
        reason=reason,
        zone=session.counter.zone,
        **asked,
    )
    return done(request, _("Help is asked for."), back=reverse("queueing:teller-desk"))


@on_session
def back_from_counter(request: HttpRequest, staff: Staff, session: CounterSession) -> HttpResponse:
    """The counter goes on alone. Raises IllegalHelpMove."""
    if (call := help.open_call(("counter", session.counter_id))) is not None:
        help.withdraw(call, by=staff.actor, at=timezone.now())
    return done(request, _("Taken back."), back=reverse("queueing:teller-desk"))
