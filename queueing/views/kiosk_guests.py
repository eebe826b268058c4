"""The kiosk finds a customer by phone number, card or document; never by a camera (N03). It shows a greeting, no data."""

from __future__ import annotations

import datetime as dt
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from lobby.branches.access import Person
from lobby.branches.answers import done, invalid
from lobby.branches.devices import pairs_devices
from lobby.branches.models import Device
from lobby.customers import readers
from lobby.customers.domain.finding import find
from lobby.customers.enums.finding import FindWay, Place
from lobby.customers.errors.finding import UnknownCustomer
from lobby.customers.models import Customer
from queueing.forms.kiosk import WhoForm
from queueing.kiosk_guests import token_for
from queueing.views.customers import options_of
from queueing.views.kiosk import kiosk_of, page_of


@never_cache
@require_GET
@pairs_devices
def who(request: HttpRequest, code: str) -> HttpResponse:
    """The keypad, and the reader where there is one. Raises NotFound, Forbidden."""
    device, _viewer = kiosk_of(request, code)
    context = {**page_of(request, device, timezone.now()), "has_reader": readers.has_reader()}
    return render(request, "queueing/kiosk/who.html", context)


@never_cache
@require_POST
def find_guest(request: HttpRequest, code: str) -> HttpResponse:
    """On to the services with whoever was found. Raises NotFound, Forbidden, and what `guest_at` raises."""
    device, viewer = kiosk_of(request, code)
    form = WhoForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    given, reads = form.cleaned_data["number"], form.cleaned_data["reads"]
    customer, way = guest_at(device, viewer, given, reads=reads, at=timezone.now())
    address = reverse("queueing:kiosk", args=[device.code]) + options_of(request).query
    return done(request, redirect=f"{address}&{urlencode({'who': token_for(device, customer, way)})}")


def guest_at(kiosk: Device, viewer: Person, given: str, *, reads: bool, at: dt.datetime) -> tuple[Customer, FindWay]:
    """The one customer whom it points to, and how; of several who share a phone the kiosk greets none.

    Raises UnknownCustomer, TooManySearches, NoReader, NothingRead.
    """
    # Whatever has the form of a card's or document's number came from a reader that types.
    typed = readers.reading_of(given) if readers.has_reader() else None
    reading = readers.read(kiosk.code, given) if reads or typed else None
    way, number = (reading.way, reading.number) if reading else (FindWay.PHONE, given)
    found = find(kiosk.branch, by=viewer.actor, at=at, ways=[way], text=number, place=Place.KIOSK)
    if len(found) != 1:
        raise UnknownCustomer
    return found[0], way
