"""Finding a customer at the tablet or counter: one field, one purpose, then the card."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.models import Branch, Staff
from lobby.customers.domain.viewing import LOOK_LASTS, look
from lobby.customers.enums.finding import Place
from lobby.customers.enums.profile import ViewPurpose
from lobby.customers.models import Customer
from lobby.customers.readers import has_reader
from lobby.floor import menu
from marketing.access.portrait import CUSTOMERS
from marketing.domain.searching import search
from marketing.forms.portrait import PURPOSES, FindForm, PlaceForm
from marketing.portrait_addresses import finding_address, portrait_address, query_of
from marketing.selectors.portrait import hints_of
from queueing.access import newest_ticket_named, ticket_named
from queueing.models import Ticket

P = Permission
FOUND = "marketing.found"


@never_cache
@login_required
@require_safe
def page(request: HttpRequest, code: str) -> HttpResponse:
    """Where one looks for a customer; `?found=` shows whom a search pointed to (4 queries at most, and 4 for each found).

    Raises UnknownBranch, Forbidden, NotFound.
    """
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.CUSTOMER_FIND)
    at, place = timezone.now(), place_of(request)
    visit = request.GET.get("visit", "")
    ticket = newest_ticket_named(branch, visit) if visit else ticket_named(branch, request.GET.get("ticket", ""))
    found = found_of(request.user, branch, request.GET.get("found", ""))
    context = {
        **day_of(request.user, branch, current="customers"),
        **around(ticket, place),
        "has_reader": has_reader(),
        "found": None if found is None else [hints_of(customer, at=at) for customer in found],
        "purpose": ViewPurpose.SERVE if ticket else "",
    }
    context["may_view"] = P.CUSTOMER_VIEW in context["held"]
    return render(request, "marketing/portrait/finding.html", context)


@login_required
@require_POST
def find(request: HttpRequest, code: str) -> HttpResponse:
    """Look for somebody, and write the look down: a card is opened for a purpose or not at all.

    Raises UnknownBranch, Forbidden, NotFound, and what `search` raises.
    """
    assert isinstance(request.user, Staff)
    staff, at = request.user, timezone.now()
    branch = access.branch_for(staff, code, P.CUSTOMER_FIND)
    form = FindForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    asked = form.cleaned_data
    ticket, place = ticket_named(branch, asked["ticket"]), asked["place"]
    found = search(branch, by=staff, at=at, text=asked["text"], reads=asked["reads"], place=place)
    if len(found) == 1:
        look(found[0], by=staff, at=at, purpose=asked["purpose"], place=place)
        if access.can(staff, branch, P.CUSTOMER_VIEW):
            return done(request, redirect=portrait_address(found[0].pk, ticket, place))
    shown = signing.dumps({"staff": staff.pk, "found": [one.pk for one in found]}, salt=FOUND)
    return done(request, redirect=finding_address(branch, ticket, place, found=shown))


def found_of(staff: Staff, branch: Branch, token: str) -> list[Customer] | None:
    """Whom the person's own search of a moment ago pointed to (1 query), None where nothing was looked for."""
    try:
        value = signing.loads(token, salt=FOUND, max_age=LOOK_LASTS)
    except signing.BadSignature:
        return None
    if value["staff"] != staff.pk:
        return None
    return list(CUSTOMERS.filter(branch=branch, pk__in=value["found"]).order_by("pk"))


def day_of(staff: Staff, branch: Branch, *, current: str) -> dict[str, Any]:
    """What a page of the day shows around itself (1–2 queries)."""
    held = access.permissions_at(staff, branch)
    return {"branch": branch, "held": held, "menu": menu.links_for(branch, held, current=current)}


def around(ticket: Ticket | None, place: Place) -> dict[str, Any]:
    """Where the page was opened from, and the way back there."""
    return {
        "ticket": ticket,
        "place": place,
        "query": query_of(ticket, place),
        "purposes": PURPOSES,
        "is_counter": place == Place.COUNTER,
    }


def place_of(request: HttpRequest) -> Place:
    """Where the page is opened: the tablet unless its address names the counter."""
    form = PlaceForm(request.GET)
    return form.cleaned_data["place"] if form.is_valid() else Place.TABLET
