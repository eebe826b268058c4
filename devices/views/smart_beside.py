"""LM-9, helping at machines: the smart counters of the branch on the tablet. What staff do here never moves the
customer's session but to end it and bring the customer to a counter (N11)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from devices.access.smart import assist_for, machine_to_help, session_for
from devices.domain.smart import assisting, hand_over
from devices.enums.smart import AssistMode
from devices.forms import smart as forms
from devices.models.smart import AssistSession
from devices.panels.smart import BESIDE, page_of
from lobby.branches import access
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Staff
from lobby.floor.views.day import live_day

Said = dict[str, Any]
Act = Callable[[AssistSession, Staff, dt.datetime, Said], object]


@never_cache
@login_required
@require_safe
def places(request: HttpRequest, code: str) -> HttpResponse:
    """Who is at the smart counters, and who needs help. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, Permission.ASSIST_GIVE)
    context = live_day(request.user, branch, BESIDE.name, at=timezone.now())
    context["keeps_found"] = Permission.FOUND_KEEP in context["held"]
    return render(request, "devices/smart/places.html", context)


@login_required
@require_POST
def begin(request: HttpRequest, device_id: int) -> HttpResponse:
    """Go to a machine to help. Raises NotFound, Forbidden, AssistTaken."""
    assert isinstance(request.user, Staff)
    device = machine_to_help(request.user, device_id)
    assisting.begin(device, by=request.user, at=timezone.now())
    return done(request, back=page_of(device.branch))


def plain(verb: Callable[..., object]) -> Act:
    """A verb that needs nothing more."""
    return lambda assist, staff, at, said: verb(assist, by=staff, at=at)


def looking(verb: Callable[..., object]) -> Act:
    """A verb that asks what was left behind."""
    return lambda assist, staff, at, said: verb(assist, by=staff, at=at, is_clear=said["left"] == "nothing")


def set_mode(assist: AssistSession, staff: Staff, at: dt.datetime, said: Said) -> None:
    """More or less help."""
    assisting.set_mode(assist, by=staff, at=at, mode=AssistMode(said["mode"]))


ACTS: dict[str, tuple[type[forms.forms.Form], Act]] = {
    "ask_need": (forms.NothingForm, plain(assisting.ask_need)),
    "go_along": (forms.NothingForm, plain(assisting.go_along)),
    "begin_help": (forms.NothingForm, plain(assisting.begin_help)),
    "step_in": (forms.NothingForm, plain(assisting.step_in)),
    "finish": (forms.LookForm, looking(assisting.finish)),
    "break_off": (forms.LookForm, looking(assisting.break_off)),
    "set_mode": (forms.ModeForm, set_mode),
}


@login_required
@require_POST
def act(request: HttpRequest, assist_id: int, verb: str) -> HttpResponse:
    """One step of helping; what was left behind leads to its log. Raises NotFound, Forbidden, and what the verb raises."""
    assert isinstance(request.user, Staff)
    if verb not in ACTS:
        raise NotFound
    kind, carry_out = ACTS[verb]
    assist, form = assist_for(request.user, assist_id), kind(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    carry_out(assist, request.user, timezone.now(), form.cleaned_data)
    is_left = form.cleaned_data.get("left") == "something"
    keeps = is_left and access.can(request.user, assist.branch, Permission.FOUND_KEEP)
    log = f"{reverse('floor:found', args=[assist.branch.code])}?device={assist.device_id}" if keeps else ""
    message = _("Please give it to somebody who keeps found things.") if is_left and not keeps else ""
    return done(request, message, redirect=log, back=page_of(assist.branch))


@login_required
@require_POST
def bring(request: HttpRequest, session_id: int) -> HttpResponse:
    """Bring the customer to the counters, first in the queue. Raises NotFound, Forbidden, IllegalSmartMove."""
    assert isinstance(request.user, Staff)
    session = hand_over(session_for(request.user, session_id), by=request.user, at=timezone.now())
    words = _("%(number)s is first at the counters, with what was typed.") % {"number": session.number}
    return done(request, words if session.number else _("The session is over."), back=page_of(session.branch))


@never_cache
@login_required
@require_safe
def card(request: HttpRequest, session_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog about a session. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    session = session_for(request.user, session_id)
    return render(request, "devices/smart/_card.html", {"session": session, "branch": session.branch})
