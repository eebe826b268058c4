"""KS-5: tiles and words typed, one answer, one way with the map, help. No camera, no microphone, nobody is recognised."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from devices.domain import concierge
from devices.errors.smart import CustomerOperates
from devices.forms.concierge import AskForm
from devices.selectors import concierge as library
from lobby.branches.access import Person
from lobby.branches.answers import done
from lobby.branches.devices import device_and_viewer, pairs_devices
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Device
from lobby.floor import kinds
from lobby.floor.domain import help
from lobby.floor.enums.care import HelpSource
from lobby.floor.enums.library import ContentKind
from lobby.live import credentials
from lobby.live.pages import live_page
from lobby.live.scopes import Audience


def concierge_of(request: HttpRequest, code: str) -> tuple[Device, Person]:
    """The concierge and who stands at it. Raises NotFound, Forbidden."""
    return device_and_viewer(request, code, kind=DeviceKind.CONCIERGE, permission=Permission.FLOOR_VIEW)


def own_machine(request: HttpRequest, code: str) -> Device:
    """The concierge whose customer asks (1–3 queries). Staff look at its pages and never ask in a customer's name (N11).

    Raises CustomerOperates for any credential of staff, even beside the machine's own; NotFound for everybody else.
    """
    known = credentials.of(request)
    if known.staff is not None:
        raise CustomerOperates
    device = known.device
    if device is None or (device.code, device.kind) != (code, DeviceKind.CONCIERGE) or not device.is_active:
        raise NotFound
    return device


def language() -> str:
    """The language of this page, as screens name it."""
    return "en" if (get_language() or "").startswith("en") else "zh-hans"


def page_of(device: Device, at: dt.datetime) -> dict[str, Any]:
    """What every page of the concierge needs."""
    spoken = language()
    audience = Audience(language=spoken, device=device.pk)
    return {
        **live_page("concierge", device.branch, audience, at=at),
        "concierge": device,
        "query": f"?lang={spoken}",
        "other": "zh-hans" if spoken == "en" else "en",
    }


def address(name: str, device: Device, **query: str) -> str:
    """A page of the concierge in the same language."""
    return f"{reverse(f'devices:{name}', args=[device.code])}?{urlencode({'lang': language(), **query})}"


@never_cache
@require_GET
@pairs_devices
def home(request: HttpRequest, code: str) -> HttpResponse:
    """What people ask most, where things are, a field to type into; with `?q=` what answers it (5 queries)."""
    device, _viewer = concierge_of(request, code)
    at, form = timezone.now(), AskForm(request.GET)
    question = form.cleaned_data["q"] if form.is_valid() else ""
    versions = library.found(device.branch, question, at) if question else library.known(device.branch, at)
    context = {
        **page_of(device, at),
        "question": question,
        "answers": [one for one in versions if one.item.kind == ContentKind.FAQ],
        "ways": [one for one in versions if one.item.kind == ContentKind.WAYFINDING],
        "is_start": not question,
    }
    return render(request, "devices/concierge/home.html", context)


@never_cache
@require_GET
def answer(request: HttpRequest, code: str, version_id: int) -> HttpResponse:
    """One answer, or one way with the place marked on the map. Raises NotFound."""
    device, _viewer = concierge_of(request, code)
    at = timezone.now()
    version = library.item_in_force(device.branch, version_id, at)
    if version is None:
        raise NotFound
    is_way = version.item.kind == ContentKind.WAYFINDING
    zones = library.zones_of(device.branch) if is_way else []
    context = {
        **page_of(device, at),
        "version": version,
        "zones": zones,
        "place": library.marked(zones, version),
        "here": device.zone_id,
    }
    return render(request, "devices/concierge/answer.html", context)


@never_cache
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """Something was typed: on to what answers it, else it is kept for who writes answers.

    Raises CustomerOperates, NotFound, TooManyQuestions.
    """
    device = own_machine(request, code)
    form, at = AskForm(request.POST), timezone.now()
    if not form.is_valid():
        return done(request, redirect=address("concierge", device))
    question = form.cleaned_data["q"]
    if not library.found(device.branch, question, at):
        concierge.note(device, question, by=device.actor, at=at, language=language())
    return done(request, redirect=address("concierge", device, q=question))


@never_cache
@require_POST
def call_help(request: HttpRequest, code: str) -> HttpResponse:
    """Somebody at the concierge needs a person. Raises CustomerOperates, NotFound."""
    device = own_machine(request, code)
    help.ask(
        device.branch,
        by=device.actor,
        at=timezone.now(),
        source=HelpSource.DEVICE,
        subject=("device", device.pk),
        place=kinds.in_both(device),
        zone=device.zone,
    )
    return done(request, _("The lobby knows. Please stay where you are."), back=address("concierge", device))
