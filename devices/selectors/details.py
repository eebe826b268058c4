"""A device in full, as its page shows it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import F, Q, Sum

from devices.enums import SERVING_KINDS, UP_SHARE, DeviceStatus
from devices.enums.reports import Part
from devices.history import DAY, Timeline, draw
from devices.models.faults import DeviceDay, Fault
from devices.models.windows import MaintenanceWindow
from devices.selectors import with_services
from devices.selectors.faults import Line, lines_of
from devices.selectors.fleet import Seen, seen
from devices.selectors.spans import spans
from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Device, Service

AHEAD = dt.timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Uptime:
    """Minutes a machine should have served and did, partly working ones half (K09); None where none were due."""

    scheduled_min: int
    up_min: int

    @property
    def percent(self) -> float | None:
        """The share."""
        return round(100 * self.up_min / self.scheduled_min, 1) if self.scheduled_min else None


@dataclass(frozen=True, slots=True)
class Details:
    """A device with what it can do, its faults, windows, spare and history."""

    seen: Seen
    able: list[Service]
    unable: list[Service]
    lines: list[Line]
    windows: list[MaintenanceWindow]
    spare: Device | None
    stands_in_for: Device | None
    timeline: Timeline
    uptime: Uptime

    @property
    def lost(self) -> list[str]:
        """The parts it has lost, in words."""
        return [str(Part(part).label) for part in self.seen.machine.lost]

    @property
    def is_serving(self) -> bool:
        """Whether customers are served at it."""
        return self.seen.device.kind in SERVING_KINDS

    @property
    def has_parts_in_order(self) -> bool:
        """Whether all its parts work."""
        return self.seen.is_watched and not self.seen.machine.lost


def details_of(device: Device, *, at: dt.datetime, days: int) -> Details:
    """A device with `days` business days of history up to today (13 queries at most)."""
    branch = device.branch
    one = seen(Device.objects.filter(pk=device.pk).select_related("spare_for"))[0]
    today = business_date(branch, at)
    dates = [today - DAY * n for n in reversed(range(days))]
    able, unable = services_of(device, one)
    open_ones = Fault.objects.filter(device=device, closed_at__isnull=True)
    return Details(
        seen=one,
        able=able,
        unable=unable,
        lines=lines_of(open_ones.select_related("device", "device__zone", "handler", "branch")),
        windows=windows_ahead(device, at=at),
        spare=Device.objects.filter(spare_for=device, is_spare=True, is_active=True).select_related("zone").first(),
        stands_in_for=one.device.spare_for if one.device.is_spare else None,
        timeline=timeline_of(device, branch, dates, at=at),
        uptime=uptime_of(device, dates),
    )


def services_of(device: Device, one: Seen) -> tuple[list[Service], list[Service]]:
    """What it can do now, and what it could if all its parts worked (2 queries; none where nobody is served)."""
    if device.kind not in SERVING_KINDS:
        return [], []
    able = set(with_services(Device.objects.filter(pk=device.pk)).get().able)  # type: ignore[attr-defined]  # annotated
    own = Q(pk__in=device.functions.values("service"))
    if not device.functions.exists():
        own = Q(channels__contains=[one.machine.channel])
    meant = list(Service.objects.filter(own, branch=device.branch_id, is_active=True))
    can = able if one.machine.is_usable else set()
    return [each for each in meant if each.code in can], [each for each in meant if each.code not in can]


def windows_ahead(device: Device, *, at: dt.datetime) -> list[MaintenanceWindow]:
    """Planned maintenance that runs or comes within a month (1 query)."""
    found = MaintenanceWindow.objects.filter(device=device, ends_at__gt=at, starts_at__lt=at + AHEAD)
    return list(found.order_by("starts_at"))


def timeline_of(device: Device, branch: Branch, dates: list[dt.date], *, at: dt.datetime) -> Timeline:
    """The history of some days (3 queries)."""
    since, until = day_bounds(branch, dates[0])[0], day_bounds(branch, dates[-1])[1]
    touching = Q(fixed_at__isnull=True, closed_at__isnull=True) | Q(fixed_at__gt=since) | Q(closed_at__gt=since)
    return draw(
        branch,
        dates,
        at=at,
        spans=list(spans([device], since, until)),
        faults=list(Fault.objects.filter(touching, device=device, opened_at__lt=until)),
        planned=list(MaintenanceWindow.objects.filter(device=device, starts_at__lt=until, ends_at__gt=since)),
    )


def uptime_of(device: Device, dates: list[dt.date]) -> Uptime:
    """What its days add up to; today counts as far as it was summed up (1 query)."""
    rows = DeviceDay.objects.filter(device=device, day__gte=dates[0], day__lte=dates[-1])
    share = UP_SHARE[DeviceStatus.PARTIAL]
    total = rows.aggregate(scheduled=Sum("scheduled_s"), up=Sum(F("up_s") + F("partial_s") * share))
    return Uptime(round((total["scheduled"] or 0) / 60), round((total["up"] or 0) / 60))
