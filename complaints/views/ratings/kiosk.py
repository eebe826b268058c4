"""KS-4: rating at the kiosk, by the number on the slip."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.domain import ratings
from complaints.enums.ratings import RatingSource
from complaints.errors.ratings import NoSuchNumber, NotServed, RatingStands
from complaints.forms.ratings import MarkForm, MoreForm, NumberForm
from complaints.models import Rating
from complaints.panels.ratings import drawn
from complaints.selectors.ratings import asked_of, rating_of, ticket_by_words
from lobby.branches.answers import done, invalid
from lobby.branches.devices import pairs_devices
from lobby.branches.models import Device, Service
from queueing.models import Ticket
from queueing.views.customers import check_customer, options_of
from queueing.views.kiosk import kiosk_of, page_of


@never_cache
@require_safe
@pairs_devices
def number(request: HttpRequest, code: str) -> HttpResponse:
    """Which number? Letters are those of the branch's services. Raises NotFound, Forbidden."""
    device, _viewer = kiosk_of(request, code)
    services = Service.objects.filter(branch=device.branch, is_active=True)
    letters = sorted({letter for prefix in services.values_list("prefix", flat=True) for letter in prefix})
    context = {"letters": letters, **page_of(request, device, timezone.now())}
    return render(request, "complaints/ratings/kiosk_number.html", context)


@never_cache
@require_POST
def find(request: HttpRequest, code: str) -> HttpResponse:
    """Go on with the number that was typed or scanned. Raises NotFound, Forbidden, NoSuchNumber, NotServed."""
    device, _viewer = kiosk_of(request, code)
    form = NumberForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    words, at = form.cleaned_data["number"], timezone.now()
    ticket = ticket_by_words(device.branch, words, at=at)
    if ticket is None:
        raise NoSuchNumber(number=words[:12])
    asked = asked_of(ticket, at=at)
    if asked.rating is None and not asked.is_open:
        raise NotServed(number=ticket.number)
    return done(request, redirect=address_of(request, device, ticket.number))


@never_cache
@require_safe
def faces(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The five faces of one number, or thanks. Raises NotFound, Forbidden, NoSuchNumber."""
    device, _viewer = kiosk_of(request, code)
    at = timezone.now()
    asked = asked_of(ticket_of(device, number, at), at=at)
    context: dict[str, Any] = drawn(asked)
    is_here = asked.rating is not None and asked.rating.source == RatingSource.KIOSK
    return render(
        request, "complaints/ratings/kiosk.html", {**context, "is_here": is_here, **page_of(request, device, at)}
    )


@never_cache
@require_POST
def give(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """One touch. Raises CustomerOnly, NotFound, Forbidden, NoSuchNumber, and what `give` raises."""
    device = touched(request, code)
    form = MarkForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    at = timezone.now()
    ticket, score = ticket_of(device, number, at), form.cleaned_data["score"]
    ratings.give(ticket, by=device.actor, at=at, score=score, source=RatingSource.KIOSK)
    return done(request, redirect=address_of(request, device, number))


@never_cache
@require_POST
def more(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The second question. Raises CustomerOnly, NotFound, NoSuchNumber, RatingStands, and what `add` raises."""
    device = touched(request, code)
    form = MoreForm({"nps": request.POST.get("nps", "")})
    if not form.is_valid():
        return invalid(request, form)
    at = timezone.now()
    ratings.add(given_here(ticket_of(device, number, at)), by=device.actor, at=at, **form.cleaned_data)
    return done(request, redirect=address_of(request, device, number))


@never_cache
@require_POST
def take_back(request: HttpRequest, code: str, number: str) -> HttpResponse:
    """The wrong face was touched. Raises CustomerOnly, NotFound, NoSuchNumber, RatingStands."""
    device = touched(request, code)
    at = timezone.now()
    ratings.take_back(given_here(ticket_of(device, number, at)), by=device.actor, at=at)
    return done(request, redirect=address_of(request, device, number))


def ticket_of(device: Device, number: str, at: dt.datetime) -> Ticket:
    """Today's ticket of the address. Raises NoSuchNumber."""
    ticket = ticket_by_words(device.branch, number, at=at)
    if ticket is None:
        raise NoSuchNumber(number=number)
    return ticket


def given_here(ticket: Ticket) -> Rating:
    """What was given at a kiosk: a phone's rating is changed on the phone. Raises RatingStands."""
    rating = rating_of(ticket)
    if rating is None or rating.source != RatingSource.KIOSK:
        raise RatingStands
    return rating


def touched(request: HttpRequest, code: str) -> Device:
    """The kiosk whose customer touches it. Staff who opened it under their own name only look: nobody rates for a
    customer, least of all whoever served (N11). Raises CustomerOnly, NotFound.
    """
    check_customer(request)
    device, _viewer = kiosk_of(request, code)
    return device


def address_of(request: HttpRequest, device: Device, number: str) -> str:
    """The page of a number, in the same language and size."""
    return reverse("complaints:kiosk-rating-faces", args=[device.code, number]) + options_of(request).query
