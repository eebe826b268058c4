"""What is done with the register: machines added and corrected, windows, keys."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST

from devices.access.register import device_in_register, register_for
from devices.domain import device_keys, register, windows
from devices.forms.register import DeviceForm, KeyForm, WindowForm
from devices.models import MaintenanceWindow
from lobby.branches.answers import done, invalid
from lobby.branches.enums import Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Device, Staff

P = Permission


def page_of(device: Device) -> str:
    """The machine's page."""
    return reverse("devices:register-device", args=[device.pk])


@login_required
@require_POST
def add(request: HttpRequest, code: str) -> HttpResponse:
    """Register a machine. Raises UnknownBranch, Forbidden, CodeTaken."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    form = DeviceForm(request.POST, branch=branch)
    if not form.is_valid():
        return invalid(request, form)
    made = register.add(branch, form.cleaned_data["code"], form.details(), by=request.user.actor, at=timezone.now())
    return done(request, _("Registered. If it speaks to Lobby, it needs a key."), redirect=page_of(made))


@login_required
@require_POST
def change(request: HttpRequest, device_id: int) -> HttpResponse:
    """Correct what is known of a machine. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    device, _held = device_in_register(request.user, device_id, P.DEVICE_EDIT)
    form = DeviceForm(request.POST, branch=device.branch, device=device)
    if not form.is_valid():
        return invalid(request, form)
    register.change(device, form.details(), by=request.user.actor, at=timezone.now())
    return done(request, _("Kept."), redirect=page_of(device))


@login_required
@require_POST
def plan(request: HttpRequest, device_id: int) -> HttpResponse:
    """Plan maintenance. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    device, _held = device_in_register(request.user, device_id, P.DEVICE_EDIT)
    form = WindowForm(request.POST, branch=device.branch)
    if not form.is_valid():
        return invalid(request, form)
    values = form.cleaned_data
    windows.plan(
        device,
        by=request.user.actor,
        at=timezone.now(),
        starts_at=values["starts"],
        ends_at=values["ends"],
        reason=values["reason"],
    )
    return done(request, _("Planned. Nobody is sent there in that time."), redirect=page_of(device))


@login_required
@require_POST
def move_window(request: HttpRequest, device_id: int, window_id: int) -> HttpResponse:
    """Put maintenance at another time. Raises NotFound, Forbidden and what the verb raises."""
    assert isinstance(request.user, Staff)
    window = window_of(request.user, device_id, window_id)
    form = WindowForm(request.POST, branch=window.device.branch)
    if not form.is_valid():
        return invalid(request, form)
    values = form.cleaned_data
    windows.change(
        window,
        by=request.user.actor,
        at=timezone.now(),
        starts_at=values["starts"],
        ends_at=values["ends"],
        reason=values["reason"],
    )
    return done(request, _("The maintenance is moved."), redirect=page_of(window.device))


@login_required
@require_POST
def end_window(request: HttpRequest, device_id: int, window_id: int) -> HttpResponse:
    """Maintenance is over early, or does not take place. Raises NotFound, Forbidden, WindowOver."""
    assert isinstance(request.user, Staff)
    window = window_of(request.user, device_id, window_id)
    windows.end(window, by=request.user.actor, at=timezone.now())
    return done(request, _("It is over. The machine is in the state it tells."), redirect=page_of(window.device))


def window_of(staff: Staff, device_id: int, window_id: int) -> MaintenanceWindow:
    """A window of a machine whose register the person keeps. Raises NotFound, Forbidden."""
    device, _held = device_in_register(staff, device_id, P.DEVICE_EDIT)
    window = MaintenanceWindow.objects.filter(device=device, pk=window_id).first()
    if window is None:
        raise NotFound
    window.device = device
    return window


@login_required
@require_POST
def shut_out(request: HttpRequest, device_id: int) -> HttpResponse:
    """End every key of a machine. Raises NotFound, Forbidden, NoKeyLives."""
    assert isinstance(request.user, Staff)
    device, _held = device_in_register(request.user, device_id, P.DEVICE_REVOKE)
    ended = device_keys.shut_out(device, by=request.user.actor, at=timezone.now())
    words = _("%(device)s is shut out (%(keys)s). Its screens go dark within seconds; a new key brings it back.")
    told = words % {"device": device.code, "keys": ", ".join(key.prefix for key in ended)}
    return done(request, told, redirect=page_of(device))


@never_cache
@login_required
@require_POST
@sensitive_variables("secret")
def make_key(request: HttpRequest, device_id: int) -> HttpResponse:
    """Make a key and show its secret in the answer itself, once. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    device, _held = device_in_register(request.user, device_id, P.STAFF_EDIT)
    form = KeyForm(request.POST)
    if not form.is_valid():
        return invalid(request, form)
    key, secret = device_keys.make_key(
        device, by=request.user.actor, at=timezone.now(), label=form.cleaned_data["label"]
    )
    context = {"branch": device.branch, "device": device, "key": key, "secret": secret}
    return render(request, "devices/register/key.html", context)
