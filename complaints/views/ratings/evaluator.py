"""The evaluator at a counter: it asks whoever was just served there. Staff only say where it stands (N11)."""

from __future__ import annotations

import datetime as dt

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from complaints.access.ratings import counters_of
from complaints.domain import ratings
from complaints.errors.ratings import NotAtCounter, RatingStands
from complaints.forms.ratings import EvaluatorForm, PlaceForm
from complaints.panels.ratings import EVALUATOR
from complaints.selectors.ratings import asked_at, counter_of, rating_of
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.devices import pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Counter, Device, Staff
from lobby.live.pages import live_page
from lobby.live.scopes import Audience
from queueing.models import Ticket
from queueing.views.customers import check_customer, options_of


@never_cache
@require_safe
@pairs_devices
def page(request: HttpRequest, code: str) -> HttpResponse:
    """What the customer sees; staff see where it stands. Raises NotFound, Forbidden."""
    if isinstance(request.user, Staff):
        device = evaluator_to_place(request.user, code)
        context = {
            "device": device,
            "branch": device.branch,
            "counters": counters_of(device.branch),
            "counter": counter_of(device),
        }
        return render(request, "complaints/ratings/evaluator_setup.html", context)
    device, options = paired(request, code), options_of(request)
    audience = Audience(language=options.language, device=device.pk)
    live = live_page(EVALUATOR, device.branch, audience, at=timezone.now())
    return render(request, "complaints/ratings/evaluator.html", {**live, "device": device, "options": options})


@never_cache
@require_POST
def give(request: HttpRequest, code: str) -> HttpResponse:
    """One touch. Raises CustomerOnly, NotFound, NotAtCounter, and what `give` raises."""
    check_customer(request)
    device, at = paired(request, code), timezone.now()
    form = EvaluatorForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    ticket = Ticket.objects.filter(pk=form.cleaned_data["ticket"], branch=device.branch_id).first()
    if ticket is None:
        raise NotFound
    ratings.give_at_counter(place_of(device), ticket, by=device.actor, at=at, score=form.cleaned_data["score"])
    return done(request, _("Thank you for your rating."), back=address(device))


@never_cache
@require_POST
def take_back(request: HttpRequest, code: str) -> HttpResponse:
    """The wrong face was touched. Raises CustomerOnly, NotFound, NotAtCounter, RatingStands."""
    check_customer(request)
    device, at = paired(request, code), timezone.now()
    ticket = asked_at(place_of(device), at=at, also_rated=True)
    rating = rating_of(ticket) if ticket else None
    if rating is None:
        raise RatingStands
    ratings.take_back(rating, by=device.actor, at=at)
    return done(request, _("Taken back. Please choose again."), back=address(device))


@never_cache
@require_POST
def place(request: HttpRequest, code: str) -> HttpResponse:
    """Say at which counter it stands. Raises NotFound, Forbidden."""
    staff = request.user
    if not isinstance(staff, Staff):
        raise NotFound
    device = evaluator_to_place(staff, code)
    form = PlaceForm(request.POST, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    at: dt.datetime = timezone.now()
    ratings.place(device, form.cleaned_data["counter"], by=staff, at=at)
    return done(request, _("The evaluator stands at this counter now."), redirect=address(device))


def paired(request: HttpRequest, code: str) -> Device:
    """The evaluator in whose browser this is. Raises NotFound."""
    device: Device = request.device  # type: ignore[attr-defined]
    if not device or (device.code, device.kind) != (code, DeviceKind.EVALUATOR):
        raise NotFound
    return device


def evaluator_to_place(staff: Staff, code: str) -> Device:
    """An evaluator of a branch whose counters the person manages (2–3 queries). Raises NotFound, Forbidden."""
    rows = Device.objects.select_related("branch").filter(code=code, kind=DeviceKind.EVALUATOR, is_active=True)
    device = rows.first()
    if device is None:
        raise NotFound
    access.branch_for(staff, device.branch.code, Permission.COUNTER_MANAGE)
    return device


def place_of(device: Device) -> Counter:
    """The counter at which it stands. Raises NotAtCounter."""
    counter = counter_of(device)
    if counter is None:
        raise NotAtCounter
    return counter


def address(device: Device) -> str:
    """The evaluator's page."""
    return reverse("complaints:evaluator", args=[device.code])
