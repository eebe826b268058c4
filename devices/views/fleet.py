"""The fleet of a branch, the troubles of all branches of an office, a device in full, the devices of a zone."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from devices.access.fleet import branches_of_office, device_for, zone_for
from devices.access.register import SEES
from devices.enums.looks import WORST_MARKS
from devices.history import PERIODS
from devices.panels.fleet import SCREEN
from devices.selectors.details import details_of
from devices.selectors.fleet import fleet_of, seen
from devices.selectors.offices import places_of
from devices.selectors.rows import FILTERS, SHOWN, filtered, rows_of
from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.errors import NotFound
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.views.day import live_day

P = Permission


@never_cache
@login_required
@require_safe
def fleet(request: HttpRequest, code: str) -> HttpResponse:
    """The devices of a branch, worst first. Raises UnknownBranch, Forbidden, NotFound.

    The page's script filters the live list. A fleet too large for it is looked through page by page when a filter or
    page stands in the address; `?part=rows` is what changes of that.
    """
    assert isinstance(request.user, Staff)
    branch = access.branch_for(request.user, code, P.FLOOR_VIEW)
    found = searched(branch, request.GET)
    if request.GET.get("part") == "rows":
        if found is None:
            raise NotFound
        return render(request, "devices/fleet/_found.html", found)
    context = live_day(request.user, branch, SCREEN.name, at=timezone.now())
    context |= found or {}
    context["zones"] = list(branch.zones.all())
    context["kinds"], context["marks"] = DeviceKind.choices, WORST_MARKS
    context["may_see_office"] = bool({P.FAULT_SUPPORT, P.FAULT_EXPERT} & context["held"])
    return render(request, "devices/fleet/fleet.html", context)


def searched(branch: Branch, query: QueryDict) -> dict[str, Any] | None:
    """A page of the devices that fit, None where nothing is asked or the live list holds them all (1 query)."""
    wanted = {name: str(query[name]) for name in FILTERS if query.get(name)}
    if not wanted and "page" not in query:
        return None
    devices = fleet_of(branch)
    if len(devices) <= SHOWN:
        return None
    page = Paginator(filtered(devices, wanted), SHOWN).get_page(query.get("page"))
    return {
        "page": page,
        "rows": rows_of(page.object_list, branch),
        "is_narrowed": bool(wanted),
        "branch": branch,
        "at": timezone.localtime(timezone.now(), ZoneInfo(branch.timezone)),
    }


@never_cache
@login_required
@require_safe
def office(request: HttpRequest) -> HttpResponse:
    """What is in trouble in all branches of the person's office; `?part=rows` is what changes. Raises Forbidden."""
    assert isinstance(request.user, Staff)
    context = {"places": places_of(branches_of_office(request.user)), "at": timezone.now()}
    part = request.GET.get("part") == "rows"
    return render(request, "devices/fleet/_office.html" if part else "devices/fleet/office.html", context)


@never_cache
@login_required
@require_safe
def device(request: HttpRequest, device_id: int) -> HttpResponse:
    """A device in full; `?days=` is the history's length, `?part=now` what changes. Raises NotFound."""
    assert isinstance(request.user, Staff)
    found, at = device_for(request.user, device_id), timezone.now()
    asked = request.GET.get("days", "")
    days = int(asked) if asked in map(str, PERIODS) else PERIODS[0]
    context = live_day(request.user, found.branch, SCREEN.name, at=at)
    context |= {"details": details_of(found, at=at, days=days), "days": days, "periods": PERIODS, "at": at}
    context["may_report"] = P.DEVICE_REPORT in context["held"]
    context["may_see_register"] = bool(set(SEES) & context["held"])
    part = request.GET.get("part") == "now"
    return render(request, "devices/fleet/_device.html" if part else "devices/fleet/device.html", context)


@never_cache
@login_required
@require_safe
def zone(request: HttpRequest, zone_id: int) -> HttpResponse:
    """The inside of the tablet's detail dialog: the devices of a zone, worst first (3 queries). Raises NotFound."""
    assert isinstance(request.user, Staff)
    found = zone_for(request.user, zone_id)
    devices = seen(Device.objects.filter(zone=found, branch=found.branch_id))
    return render(request, "devices/fleet/_zone.html", {"zone": found, "branch": found.branch, "devices": devices})
