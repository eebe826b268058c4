"""Looking after a customer: memo, days to remember, what goes on in their life, family, owner.

Only while a look at the card is open to the person (N20); the portrait leads here and back.
"""

from __future__ import annotations

from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.customers.domain import households, owning
from lobby.customers.domain.finding import find
from lobby.customers.domain.life_events import note_life_event
from lobby.customers.domain.viewing import running_look
from lobby.customers.enums.care import KeyDateKind
from lobby.customers.enums.finding import FindWay, Place
from lobby.customers.enums.profile import LifeEventKind
from lobby.customers.errors.cards import UnknownRelative
from lobby.customers.errors.finding import LookOver
from lobby.customers.models import Customer, KeyDate, LifeEvent
from marketing.access.portrait import customer_for
from marketing.domain import caring
from marketing.forms.cards import DateForm, FamilyForm, LifeEventForm, MemoForm, OwnerForm
from marketing.portrait_addresses import portrait_address
from marketing.selectors import cards as selectors
from marketing.views.portrait.finding import day_of

P = Permission


class CareView(Protocol):
    """A post about a customer whose card is open to the person."""

    def __call__(self, request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str: ...


class PostedFor(Protocol):
    """The same as addresses call it."""

    def __call__(self, request: HttpRequest, customer_id: int, row_id: int = 0) -> HttpResponse: ...


def on_open_card(form_class: type[Form] | None = None, permission: Permission = P.CUSTOMER_EDIT) -> Any:
    """Hand over the customer and what the form says. Raises NotFound, Forbidden, LookOver."""

    def decorate(view: CareView) -> PostedFor:
        @login_required
        @require_POST
        @wraps(view)
        def act(request: HttpRequest, customer_id: int, row_id: int = 0) -> HttpResponse:
            assert isinstance(request.user, Staff)
            customer = customer_for(request.user, customer_id, permission)
            if running_look(customer, by=request.user, at=timezone.now()) is None:
                raise LookOver
            form = form_class(request.POST) if form_class else None
            if form is not None and not form.is_valid():
                return invalid(request, form)
            message = view(request, request.user, customer, form.cleaned_data if form else {"row": row_id})
            return done(request, message, redirect=reverse("marketing:care", args=[customer.pk]))

        return act

    return decorate


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, customer_id: int) -> HttpResponse:
    """Everything that can be kept of a customer; without an open look to the portrait, which asks what for.

    14 queries at most. Raises NotFound, Forbidden.
    """
    assert isinstance(request.user, Staff)
    customer = customer_for(request.user, customer_id, P.CUSTOMER_EDIT)
    card = portrait_address(customer.pk, None, Place.TABLET)
    if running_look(customer, by=request.user, at=timezone.now()) is None:
        return HttpResponseRedirect(card)
    context = {
        **day_of(request.user, customer.branch, current="customers"),
        "customer": customer,
        "card": card,
        "care": selectors.care_of(customer),
        "events": selectors.told_events(customer),
        "date_kinds": KeyDateKind.choices,
        "event_kinds": LifeEventKind.choices,
        "longest": caring.LONGEST_MEMO,
        "owners": selectors.possible_owners(customer),
        "may_assign": access.can(request.user, customer.branch, P.LEAD_MANAGE),
        "may_link": customer.consent_household_at is not None,
        "agreed": customer.consent_service_at is not None,
    }
    return render(request, "marketing/cards/care.html", context)


@on_open_card(MemoForm)
def memo(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Write the memo."""
    caring.write_memo(customer, by=staff, at=timezone.now(), text=said["text"])
    return _("The memo is kept.")


@on_open_card(DateForm)
def add_date(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Remember a day."""
    caring.add_date(customer, by=staff, at=timezone.now(), **said)
    return _("The day is remembered.")


@on_open_card()
def remove_date(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Forget a day. Raises NotFound."""
    found = KeyDate.objects.filter(customer=customer, pk=said["row"]).select_related("customer").first()
    if found is None:
        raise NotFound
    caring.remove_date(found, by=staff, at=timezone.now())
    return _("Removed.")


@on_open_card(LifeEventForm)
def add_event(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Note what the customer said of their life."""
    note_life_event(customer, by=staff.actor, at=timezone.now(), **said)
    return _("Noted.")


@on_open_card()
def remove_event(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Take it back. Raises NotFound."""
    found = LifeEvent.objects.filter(customer=customer, pk=said["row"]).select_related("customer").first()
    if found is None:
        raise NotFound
    caring.remove_life_event(found, by=staff, at=timezone.now())
    return _("Removed.")


@on_open_card(FamilyForm)
def link(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Link with the family of another customer, who agreed too. Raises UnknownRelative, TooManySearches, NoConsent."""
    by, at = staff.actor, timezone.now()
    found = find(customer.branch, by=by, at=at, ways=[FindWay.REFERENCE], text=said["reference"], place=Place.TABLET)
    if not found:
        raise UnknownRelative
    households.link(customer, found[0], by=by, at=at)
    return _("They are looked after together.")


@on_open_card()
def unlink(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Take the customer out of the family."""
    households.unlink(customer, by=staff.actor, at=timezone.now())
    return _("The link is taken away.")


@on_open_card(OwnerForm, P.LEAD_MANAGE)
def assign(request: HttpRequest, staff: Staff, customer: Customer, said: dict[str, Any]) -> str:
    """Give the customer an owner. Raises NotFound, OwnerUnfit, OwnerFull, NobodyFree."""
    owner = None
    if said["owner"] is not None:
        owner = Staff.objects.filter(pk=said["owner"], is_active=True).first()
        if owner is None:
            raise NotFound
    customer = owning.assign(customer, by=staff.actor, at=timezone.now(), owner=owner)
    return _("%(name)s looks after the customer.") % {"name": customer.owner}
