"""LM-7: the portrait, opened for a purpose; joining the customer to the ticket; consents."""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.customers.domain.consenting import give, withdraw
from lobby.customers.domain.viewing import LOOK_LASTS, running_look
from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ConsentPurpose
from lobby.customers.errors.finding import LookOver
from lobby.customers.models import Customer
from marketing import portrait_parts
from marketing.access.portrait import customer_for
from marketing.domain.opening import check_led_to, is_led_to, open_card
from marketing.forms.portrait import CONSENTS, LookForm, PlaceForm, StaffConsentForm
from marketing.portrait_addresses import portrait_address
from marketing.selectors.portrait import hints_of, portrait_of
from marketing.views.portrait.finding import around, day_of, place_of
from queueing.access import ticket_named
from queueing.domain.identifying import identify, separate
from queueing.enums import OPEN
from queueing.models import Ticket

P = Permission


class CardView(Protocol):
    """A post about a customer: who, whom, for which ticket and from where."""

    def __call__(
        self, request: HttpRequest, staff: Staff, customer: Customer, ticket: Ticket | None, form: Form
    ) -> HttpResponse: ...


class PostedFor(Protocol):
    """The same as addresses call it."""

    def __call__(self, request: HttpRequest, customer_id: int) -> HttpResponse: ...


def on_card(form_class: type[PlaceForm], permission: Permission) -> Any:
    """Hand over the customer and the ticket that the form names. Raises NotFound, Forbidden."""

    def decorate(view: CardView) -> PostedFor:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, customer_id: int) -> HttpResponse:
            assert isinstance(request.user, Staff)
            customer = customer_for(request.user, customer_id, permission)
            form = form_class(request.POST)
            if not form.is_valid():
                return invalid(request, form)
            return view(
                request, request.user, customer, ticket_named(customer.branch, form.cleaned_data["ticket"]), form
            )

        return act

    return decorate


@never_cache
@login_required
@require_safe
def portrait(request: HttpRequest, customer_id: int) -> HttpResponse:
    """The card while a look is open to the person, else its hints and the question what for; who may not see it gets those.

    Whom nothing leads to has neither name nor level here until the card is opened. 18 queries at most without what other
    parts add, 14 while it is closed. Raises NotFound, Forbidden.
    """
    assert isinstance(request.user, Staff)
    staff, at = request.user, timezone.now()
    customer = customer_for(staff, customer_id, P.CUSTOMER_FIND)
    ticket, place = ticket_named(customer.branch, request.GET.get("ticket", "")), place_of(request)
    context = {**day_of(staff, customer.branch, current="customers"), **around(ticket, place), "customer": customer}
    context["may_view"] = P.CUSTOMER_VIEW in context["held"]
    opened = running_look(customer, by=staff, at=at) if context["may_view"] else None
    if opened is not None or is_led_to(customer, staff, at=at):
        context.update(joining(customer, ticket))
        context["hints"] = hints_of(customer, at=at) if opened is None else None
    if opened is None:
        return render(request, "marketing/portrait/closed.html", context)
    held = context["held"]
    parts = portrait_parts.parts_for(held)
    context.update(
        look=opened,
        closes_at=opened.at + LOOK_LASTS,
        portrait=portrait_of(customer, staff, held, at=at),
        consents=consents_of(customer),
        may_edit=P.CUSTOMER_EDIT in held,
        parts=portrait_parts.shown(parts, customer, staff, at=at),
        part_styles=dict.fromkeys(name for part in parts for name in part.styles),
        part_scripts=dict.fromkeys(name for part in parts for name in part.scripts),
        ways=portrait_parts.links_for(held, customer, ticket),
    )
    return render(request, "marketing/portrait/portrait.html", context)


@on_card(LookForm, P.CUSTOMER_VIEW)
def open_for(request: HttpRequest, staff: Staff, customer: Customer, ticket: Ticket | None, form: Form) -> HttpResponse:
    """Say what for, and the card opens. Raises TooManySearches for one card too many whom nothing leads to."""
    place = form.cleaned_data["place"]
    open_card(customer, by=staff, at=timezone.now(), purpose=form.cleaned_data["purpose"], place=place)
    return done(request, redirect=portrait_address(customer.pk, ticket, place))


@on_card(PlaceForm, P.CUSTOMER_FIND)
def join(request: HttpRequest, staff: Staff, customer: Customer, ticket: Ticket | None, form: Form) -> HttpResponse:
    """This is whose ticket it is. Raises NotFound, FindFirst, and what `identify` raises."""
    if ticket is None:
        raise NotFound
    at = timezone.now()
    check_led_to(customer, staff, at=at)
    joined = identify(ticket, customer, by=staff.actor, at=at)
    return back(request, customer, joined, form, _("%(number)s is this customer's now.") % {"number": joined.number})


@on_card(PlaceForm, P.CUSTOMER_FIND)
def take_off(request: HttpRequest, staff: Staff, customer: Customer, ticket: Ticket | None, form: Form) -> HttpResponse:
    """It was somebody else's ticket. Raises NotFound, IllegalMove."""
    if ticket is None or ticket.customer_id != customer.pk:
        raise NotFound
    freed = separate(ticket, by=staff.actor, at=timezone.now())
    return back(request, customer, freed, form, _("%(number)s is nobody's known again.") % {"number": freed.number})


@on_card(StaffConsentForm, P.CUSTOMER_EDIT)
def consent(request: HttpRequest, staff: Staff, customer: Customer, ticket: Ticket | None, form: Form) -> HttpResponse:
    """Note what the customer says. Raises LookOver where the card is not open to the person."""
    at, said = timezone.now(), form.cleaned_data
    if running_look(customer, by=staff, at=at) is None:
        raise LookOver
    change = give if said["gives"] else withdraw
    change(customer, purpose=said["purpose"], by=staff.actor, at=at, way=said["place"])
    text = _("Noted: the customer agrees.") if said["gives"] else _("Noted: the customer takes it back.")
    return back(request, customer, ticket, form, text)


def back(
    request: HttpRequest, customer: Customer, ticket: Ticket | None, form: Form, message: str = ""
) -> HttpResponse:
    """To the card again, drawn anew."""
    return done(request, message, redirect=portrait_address(customer.pk, ticket, Place(form.cleaned_data["place"])))


def joining(customer: Customer, ticket: Ticket | None) -> dict[str, Any]:
    """Whether the ticket can become this customer's, or be taken off; what a typed number said is confirmed first."""
    if ticket is None or ticket.status not in OPEN:
        return {"may_join": False, "is_joined": False}
    is_joined = ticket.customer_id == customer.pk
    is_typed = is_joined and not ticket.visit.is_proven
    return {
        "may_join": ticket.customer_id is None or is_typed,
        "is_joined": is_joined,
        "is_typed": is_typed,
    }


def consents_of(customer: Customer) -> list[tuple[ConsentPurpose, bool]]:
    """What the customer agreed to."""
    since = {
        ConsentPurpose.SERVICE: customer.consent_service_at,
        ConsentPurpose.MARKETING: customer.consent_marketing_at,
    }
    return [(purpose, since[purpose] is not None) for purpose in CONSENTS]
