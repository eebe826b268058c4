"""SC-1, the page on a smart counter. Only the machine's own key drives it (N11)."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from devices import guests
from devices.access.smart import live_session_of, machine_of
from devices.domain import smart
from devices.domain.smart.ending import put_away
from devices.enums.smart import IdentityKind, SmartEnd
from devices.errors.smart import IllegalSmartMove, LineInvalid, NotIdentified, SmartServiceOut, UnknownVisitor
from devices.forms import smart as forms
from devices.models.smart import SmartSession
from devices.panels.smart import COUNTER
from devices.selectors.smart import terminal_of
from devices.views import machine_pages
from lobby.branches.actors import Actor
from lobby.branches.answers import done, invalid
from lobby.branches.devices import pairs_devices
from lobby.branches.enums import DeviceKind
from lobby.branches.errors import NotFound
from lobby.branches.models import Device, Service, Staff

Said = dict[str, Any]
Act = Callable[[SmartSession, Said, Actor, dt.datetime], object]


@never_cache
@require_GET
@pairs_devices
def terminal(request: HttpRequest, code: str) -> HttpResponse:
    """What goes on at the machine; staff see how it is set up, never a customer's screen."""
    if isinstance(request.user, Staff):
        return setup(request, code)
    return render(request, "devices/smart/terminal.html", page_of(request, machine_of(request, code), timezone.now()))


def setup(request: HttpRequest, code: str) -> HttpResponse:
    """How to open the page on the machine itself (2–3 queries). Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    return render(
        request, "devices/smart/setup.html", machine_pages.to_set_up(request.user, code, DeviceKind.SMART_COUNTER)
    )


def page_of(request: HttpRequest, device: Device, at: dt.datetime) -> dict[str, Any]:
    """What every page of the machine needs (2 queries)."""
    return machine_pages.page_of(request, device, COUNTER.name, at)


@never_cache
@require_GET
def number(request: HttpRequest, code: str) -> HttpResponse:
    """Asks for the number on the slip. Raises CustomerOperates, NotFound."""
    device = machine_of(request, code)
    return render(request, "devices/smart/number.html", page_of(request, device, timezone.now()))


@never_cache
@require_POST
def start(request: HttpRequest, code: str) -> HttpResponse:
    """The customer begins, with or without a number. Raises UnknownVisitor, and what `start` and the number's own verbs do."""
    device, at = machine_of(request, code), timezone.now()
    form = forms.NumberForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    wished = form.cleaned_data["number"]
    guest = guests.find(device, wished, at) if wished else None
    if wished and guest is None:
        raise UnknownVisitor(number=wished)
    smart.start(device, by=device.actor, at=at, language=get_language() or "zh-hans", guest=guest)
    return done(request, redirect=home_of(request, device))


def home_of(request: HttpRequest, device: Device) -> str:
    """The machine's page in the same language and size."""
    query = machine_pages.query_kept(request)
    return reverse("devices:smart-terminal", args=[device.code]) + query


def identify(session: SmartSession, said: Said, by: Actor, at: dt.datetime) -> None:
    """Raises NotIdentified; the mistake is noted all the same."""
    if smart.identify(session, by=by, at=at, kind=IdentityKind(said["kind"]), given=said["given"]) is None:
        raise NotIdentified


def choose(session: SmartSession, said: Said, by: Actor, at: dt.datetime) -> None:
    """Raises SmartServiceOut."""
    service = Service.objects.filter(branch=session.branch_id, code=said["service"], is_active=True).first()
    if service is None:
        raise SmartServiceOut(service=said["service"])
    smart.choose(session, by=by, at=at, service=service)


def answer(session: SmartSession, said: Said, by: Actor, at: dt.datetime) -> None:
    """Raises LineInvalid; the mistake is noted all the same."""
    problem = smart.answer(session, by=by, at=at, key=said["key"], value=said["value"])
    if problem:
        raise LineInvalid(problem=problem)


ACTS: dict[str, tuple[type[forms.forms.Form], Act]] = {
    "identify": (forms.IdentityForm, identify),
    "choose": (forms.ServiceForm, choose),
    "answer": (forms.LineForm, answer),
    "submit": (forms.NothingForm, lambda one, said, by, at: smart.submit(one, by=by, at=at)),
    "confirm": (forms.NothingForm, lambda one, said, by, at: smart.confirm(one, by=by, at=at)),
    "back": (forms.BackForm, lambda one, said, by, at: smart.back(one, by=by, at=at, key=said["key"])),
    "leave": (forms.NothingForm, lambda one, said, by, at: smart.leave(one, by=by, at=at)),
    "rest": (forms.NothingForm, lambda one, said, by, at: smart.abort(one, by=by, at=at, reason=SmartEnd.IDLE)),
    "help": (forms.NothingForm, lambda one, said, by, at: smart.ask_help(one, by=by, at=at)),
}


@never_cache
@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """What the customer does in the session at the machine. Raises NotFound, and what the verb raises."""
    device = machine_of(request, code)
    if verb not in ACTS:
        raise NotFound
    kind, carry_out = ACTS[verb]
    form = kind(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    carry_out(live_session_of(device), form.cleaned_data, device.actor, timezone.now())
    return done(request, redirect=home_of(request, device))


@never_cache
@require_POST
def touch(request: HttpRequest, code: str) -> HttpResponse:
    """The screen was touched; where the session is over by now, back to the start. Raises CustomerOperates, NotFound."""
    device = machine_of(request, code)
    try:
        smart.touch(live_session_of(device), by=device.actor, at=timezone.now())
    except (NotFound, IllegalSmartMove):
        return done(request, redirect=home_of(request, device))
    return done(request)


@never_cache
@require_POST
def clear(request: HttpRequest, code: str) -> HttpResponse:
    """Takes the receipt off the screen. Raises CustomerOperates, NotFound."""
    device = machine_of(request, code)
    last = SmartSession.objects.filter(device=device).order_by("-pk").first()
    if last is not None:
        put_away(last, by=device.actor, at=timezone.now())
    return done(request, redirect=home_of(request, device))


@never_cache
@require_GET
def qr(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """The receipt's QR code: the customer's own page, or what is offered. Raises CustomerOperates, NotFound."""
    device = machine_of(request, code)
    shown = terminal_of(device.pk, get_language() or "", timezone.now())
    address = {"page": shown.page, "offer": shown.offer.address if shown.offer else ""}.get(what)
    if not address:
        raise NotFound
    drawn = segno.make_qr(request.build_absolute_uri(address), error="m")
    return HttpResponse(svg_of(drawn), content_type="image/svg+xml")


def svg_of(code: segno.QRCode) -> bytes:
    """A code as a picture of its own."""
    drawn = io.BytesIO()
    code.save(drawn, kind="svg", border=3, scale=8, dark="#000", light="#fff", xmldecl=False)
    return drawn.getvalue()
