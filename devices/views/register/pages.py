"""The register's pages: the list, a new machine, one machine with everything about it."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from devices.access.register import device_in_register, register_for
from devices.enums import DeviceStatus
from devices.forms.register import DeviceForm, SearchForm
from devices.selectors import machine_of, register
from devices.selectors.fleet import Seen
from devices.wording import line_of
from lobby.branches import landing
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Device, Staff

P = Permission
# Enough for the largest hall on one page; a list of hundreds is scrolled and searched, not leafed through.
ROWS = 500


@never_cache
@login_required
@require_safe
def listing(request: HttpRequest, code: str) -> HttpResponse:
    """The machines of a branch, searched and filtered (6 queries). Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, held = register_for(request.user, code)
    wish = wish_of(request)
    found = list(register.listed(branch, wish)[: ROWS + 1])
    context = {
        "branch": branch,
        "may_edit": P.DEVICE_EDIT in held,
        "wish": wish,
        "devices": [Seen(machine_of(one)) for one in found[:ROWS]],
        "is_cut": len(found) > ROWS,
        "kinds": DeviceKind.choices,
        "states": DeviceStatus.choices,
        "zones": register.zones(branch),
    }
    return render(request, "devices/register/list.html", context)


def wish_of(request: HttpRequest) -> register.Wish:
    """What the address asks for; what cannot be asked for narrows nothing."""
    form = SearchForm(request.GET)
    form.is_valid()
    return register.Wish(**form.cleaned_data)


@never_cache
@login_required
@require_safe
def new(request: HttpRequest, code: str) -> HttpResponse:
    """The form of a machine that is not known yet. Raises UnknownBranch, Forbidden."""
    assert isinstance(request.user, Staff)
    branch, _held = register_for(request.user, code, P.DEVICE_EDIT)
    form = DeviceForm(branch=branch, initial={"is_active": True, "kind": request.GET.get("kind", "")})
    return render(request, "devices/register/new.html", {"branch": branch, "form": form})


@never_cache
@login_required
@require_safe
def device(request: HttpRequest, device_id: int) -> HttpResponse:
    """One machine: what is known of it, its windows, its keys, its history. Raises NotFound, Forbidden."""
    assert isinstance(request.user, Staff)
    found, held = device_in_register(request.user, device_id)
    return render(request, "devices/register/device.html", context_of(found, held))


def context_of(found: Device, held: set[str]) -> dict[str, Any]:
    """What the machine's page shows, and what somebody with these permissions may do there."""
    at, may_edit = timezone.now(), P.DEVICE_EDIT in held
    keys = register.keys_of(found)
    return {
        "at": at,
        "branch": found.branch,
        "seen": Seen(machine_of(found)),
        "form": DeviceForm(branch=found.branch, device=found, initial=register.values_of(found)),
        "windows": register.windows_of(found, at),
        "keys": keys,
        "has_living_key": any(key.revoked_at is None for key in keys),
        "page_address": next((page.address(one) for one, page in landing.device_pages([found])), ""),
        "history": [(entry, line_of(entry, found.branch)) for entry in register.history_of(found, at)],
        "may_edit": may_edit,
        "may_shut_out": P.DEVICE_REVOKE in held,
        "may_make_keys": P.STAFF_EDIT in held,
        "may_see_floor": P.FLOOR_VIEW in held,
    }
