"""Reading the register: lists with filters, one machine's windows, keys and history."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from devices.models import MaintenanceWindow
from lobby.branches.models import AccessKey, Branch, Device, Service, Zone
from lobby.live.models import Entry

HISTORY_FOR = dt.timedelta(days=400)
MOST_HISTORY = 60
# What of a machine's journal belongs to its register; the states it went through have a page of their own.
HISTORY = (
    "device.registered",
    "device.changed",
    "device.key_made",
    "device.shut_out",
    "device.window_planned",
    "device.window_changed",
    "device.window_ended",
)


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody looks for in the register; empty values do not narrow it."""

    q: str = ""
    kind: str = ""
    zone: str = ""
    state: str = ""
    spare: str = ""
    unused: bool = False


def listed(branch: Branch, wish: Wish) -> QuerySet[Device]:
    """The machines of a branch that fit, with all that a line shows (1 query; by code)."""
    devices = Device.objects.filter(branch=branch)
    if not wish.unused:
        devices = devices.filter(is_active=True)
    for word in wish.q.split():
        names = Q(code__icontains=word) | Q(name_zh__icontains=word) | Q(name_en__icontains=word)
        devices = devices.filter(
            names | Q(model__icontains=word) | Q(serial__icontains=word) | Q(vendor__icontains=word)
        )
    if wish.kind:
        devices = devices.filter(kind=wish.kind)
    if wish.zone:
        devices = devices.filter(zone__isnull=True) if wish.zone == "-" else devices.filter(zone__code=wish.zone)
    if wish.state:
        fresh = Q(state__isnull=True) if wish.state == "available" else Q(pk__in=[])
        devices = devices.filter(Q(state__status=wish.state) | fresh)
    if wish.spare:
        devices = devices.filter(is_spare=wish.spare == "yes")
    living = Count("keys", filter=Q(keys__revoked_at__isnull=True))
    return devices.annotate(living_keys=living).select_related("zone", "state", "spare_for").order_by("code")


def zones(branch: Branch) -> list[Zone]:
    """The zones of a branch (1 query)."""
    return list(Zone.objects.filter(branch=branch).order_by("code"))


def services(branch: Branch) -> list[Service]:
    """The services in use (1 query)."""
    return list(Service.objects.filter(branch=branch, is_active=True).order_by("code"))


def windows_of(device: Device, at: dt.datetime) -> list[MaintenanceWindow]:
    """What is planned or runs, and the last that were (1 query), the next first."""
    found = MaintenanceWindow.objects.filter(device=device, ends_at__gt=at - dt.timedelta(days=30))
    return list(found.order_by("starts_at"))


def keys_of(device: Device) -> list[AccessKey]:
    """Every key it ever had, living ones first, newest first (1 query)."""
    found = list(AccessKey.objects.filter(device=device).order_by("-created_at", "-pk"))
    return sorted(found, key=lambda key: key.revoked_at is not None)


def history_of(device: Device, at: dt.datetime) -> list[Entry]:
    """What the register wrote of a machine, newest first (1 query)."""
    entries = Entry.objects.filter(
        branch_id=device.branch_id,
        subject_type="device",
        subject_id=device.pk,
        type__in=HISTORY,
        at__gte=at - HISTORY_FOR,
    )
    return list(entries.order_by("-seq")[:MOST_HISTORY])


def spares_possible(branch: Branch, device: Device | None = None) -> QuerySet[Device]:
    """What a spare machine may stand in for."""
    found = Device.objects.filter(branch=branch, is_spare=False, is_active=True)
    return found.exclude(pk=device.pk) if device else found


def values_of(device: Device) -> dict[str, Any]:
    """What a form begins with (1 query)."""
    rows = list(device.functions.select_related("service"))
    names = (
        "code",
        "name_zh",
        "name_en",
        "kind",
        "model",
        "serial",
        "vendor",
        "is_accessible",
        "is_spare",
        "is_active",
    )
    return {
        **{name: getattr(device, name) for name in names},
        "zone": device.zone_id,
        "spare_for": device.spare_for_id,
        **{f"needs_{row.service.code}": list(row.needs) for row in rows},
        "services": [row.service.code for row in rows],
    }
