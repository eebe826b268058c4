"""VT-1, the page on a video teller machine. Only the machine's own key drives it (N11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from devices import callers
from devices.access.vtm import machine_of, open_session_of
from devices.domain import vtm
from devices.enums.vtm import BEAT_S, OPEN
from devices.errors.vtm import EscortNeeded, UnknownNumber
from devices.forms import vtm as forms
from devices.models.vtm import VtmSession
from devices.selectors.vtm import is_out, terminal_of
from devices.views import machine_pages
from devices.views.cameras import media_root, with_camera
from lobby.branches.actors import Actor
from lobby.branches.answers import done, invalid
from lobby.branches.devices import pairs_devices
from lobby.branches.enums import DeviceKind
from lobby.branches.errors import NotFound
from lobby.branches.models import Device, Staff

Act = Callable[[VtmSession, dict[str, Any], Actor, dt.datetime], object]


@never_cache
@require_GET
@pairs_devices
def terminal(request: HttpRequest, code: str) -> HttpResponse:
    """What goes on at the machine; staff see how it is set up, never a customer's screen."""
    if isinstance(request.user, Staff):
        return setup(request, code)
    device = machine_of(request, code)
    context = {**page_of(request, device, timezone.now()), **media_root()}
    return with_camera(render(request, "devices/vtm/terminal.html", context))


def setup(request: HttpRequest, code: str) -> HttpResponse:
    """How to open the page on the machine itself (2–3 queries). Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    return render(request, "devices/vtm/setup.html", machine_pages.to_set_up(request.user, code, DeviceKind.VTM))


def page_of(request: HttpRequest, device: Device, at: dt.datetime) -> dict[str, Any]:
    """What every page of the machine needs (2 queries)."""
    return {**machine_pages.page_of(request, device, "vtm", at), "beat_s": BEAT_S}


@never_cache
@require_GET
def begin(request: HttpRequest, code: str) -> HttpResponse:
    """One question a screen: the number or the service, whether it is the first time, the consent. Raises UnknownNumber.

    Nobody is asked anything on a machine that is in use or out of order.
    """
    device = machine_of(request, code)
    at = timezone.now()
    if is_out(device.pk) or VtmSession.objects.filter(device=device, status__in=OPEN).exists():
        return done(request, redirect=home_of(request, device))
    form = forms.AskForm(request.GET, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    said = form.cleaned_data
    caller, is_unknown = None, False
    if said["number"]:
        caller = callers.find(device, said["number"], at)
        is_unknown = caller is None
    escort = escort_of(device, said, caller)
    context = {
        "question": question_of(request, said, caller),
        "is_unknown": is_unknown,
        "caller": caller,
        "said": said,
        "services": form.services,
        "escort": escort,
        "is_wrong_escort": bool(said["escort"]) and escort is None,
    }
    return render(request, "devices/vtm/begin.html", {**page_of(request, device, at), **context})


def question_of(request: HttpRequest, said: dict[str, Any], caller: callers.Caller | None) -> str:
    """The next thing to ask."""
    if caller is None and said["service"] is None:
        return "service" if "services" in request.GET else "number"
    if caller is None and not said["used"]:
        return "used"
    return "consent"


def escort_of(device: Device, said: dict[str, Any], caller: callers.Caller | None) -> Staff | None:
    """The colleague who stands beside the customer: named on the machine, else the one who was asked (0–2 queries)."""
    if said["escort"]:
        return vtm.may_escort(device.branch, said["escort"])
    if caller is not None and caller.escort_id is not None:
        return Staff.objects.filter(pk=caller.escort_id, is_active=True).first()
    return None


@never_cache
@require_POST
def ask(request: HttpRequest, code: str) -> HttpResponse:
    """The customer agrees and waits. Raises UnknownNumber, EscortNeeded, ConsentMissing, MachineTaken and what `request` does."""
    device = machine_of(request, code)
    form = forms.AskForm(request.POST, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    at, said = timezone.now(), form.cleaned_data
    caller = callers.find(device, said["number"], at) if said["number"] else None
    if caller is None and (said["number"] or said["service"] is None):
        raise UnknownNumber(number=said["number"])
    escort = escort_of(device, said, caller)
    if said["escort"] and escort is None:
        raise EscortNeeded
    vtm.request(
        device,
        by=device.actor,
        at=at,
        service=caller.service if caller else said["service"],
        consents=said["consents"],
        language=get_language() or "zh-hans",
        caller=caller,
        is_first_use=said["used"] != "yes",
        escort=escort,
        has_camera=said["camera"] != "no",
    )
    return done(request, redirect=home_of(request, device))


def home_of(request: HttpRequest, device: Device) -> str:
    """The machine's page in the same language and size."""
    address = reverse("devices:vtm-terminal", args=[device.code])
    return address + machine_pages.query_kept(request)


ACTS: dict[str, tuple[type[forms.forms.Form], Act]] = {
    "type": (forms.TypedForm, lambda one, said, by, at: vtm.type_in(one, by=by, at=at, typed=said)),
    "understand": (forms.NothingForm, lambda one, said, by, at: vtm.understand(one, by=by, at=at)),
    "sign": (
        forms.SignatureForm,
        lambda one, said, by, at: vtm.sign(one, by=by, at=at, image=said["image"].read()),
    ),
    "rate": (forms.RatingForm, lambda one, said, by, at: vtm.rate(one, by=by, at=at, rating=said["rating"])),
    "hang-up": (forms.NothingForm, lambda one, said, by, at: vtm.hang_up(one, by=by, at=at)),
    "resume": (forms.NothingForm, lambda one, said, by, at: vtm.resume(one, by=by, at=at)),
    "beat": (forms.NothingForm, lambda one, said, by, at: vtm.beat(one, by=by, at=at)),
}


@never_cache
@require_POST
def act(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """What the customer does in the session at the machine. Raises NotFound, and what the verb raises."""
    device = machine_of(request, code)
    if verb not in ACTS:
        raise NotFound
    kind, carry_out = ACTS[verb]
    form = kind(request.POST, request.FILES)
    if not form.is_valid():
        return invalid(request, form)
    carry_out(open_session_of(device), form.cleaned_data, device.actor, timezone.now())
    return done(request, back=home_of(request, device))


@never_cache
@require_POST
def take_number(request: HttpRequest, code: str) -> HttpResponse:
    """A number at the counters for somebody who came without one and was not served. Raises NotFound."""
    device = machine_of(request, code)
    at = timezone.now()
    shown = terminal_of(device.pk, at)
    if not shown.may_take_number or shown.session is None:
        raise NotFound
    callers.issue(shown.session.pk, at)
    return done(request, redirect=home_of(request, device))
