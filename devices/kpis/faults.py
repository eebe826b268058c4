"""Machines as figures: uptime (K09, S129), and how soon faults are taken and mended, at which level (K32, S198)."""

from __future__ import annotations

from typing import Any

from django.db.models import Expression, ExpressionWrapper, F, FloatField, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from devices.enums import SERVING_KINDS, UP_SHARE, DeviceStatus
from devices.models import DeviceDay, Fault
from lobby.branches.models import Device
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split

UPTIME_TARGET = 98.0
DAYS, FAULTS = "devices/faults/_kpi_days.html", "devices/faults/_kpi_faults.html"
LEVELS = {1: _("branch"), 2: _("regional branch"), 3: _("head office")}


def machine_days(period: Period) -> QuerySet[DeviceDay]:
    """One row for each machine and business day on which it should have served."""
    rows = DeviceDay.objects.filter(**period.of_branch_and_days, scheduled_s__gt=0)
    return rows.select_related("device")


def scheduled(period: Period) -> Expression:
    """Minutes a machine should have served."""
    return as_float(F("scheduled_s") / 60.0)


def up(period: Period) -> Expression:
    """Minutes a machine served, partly working ones half."""
    return as_float((F("up_s") + F("partial_s") * UP_SHARE[DeviceStatus.PARTIAL]) / 60.0)


def fully_up(period: Period) -> Expression:
    """Minutes a machine served with all its parts."""
    return as_float(F("up_s") / 60.0)


def as_float(value: Any) -> Expression:
    """A sum of columns as the figures want it."""
    return ExpressionWrapper(value, output_field=FloatField())


def left_out(period: Period) -> str:
    """How many machines nothing is known of; nothing where all report."""
    mute = Device.objects.filter(
        branch=period.branch, is_active=True, is_spare=False, kind__in=SERVING_KINDS, state__isnull=True
    ).count()
    return str(_("Machines that never reported and are left out: {n}.")).format(n=mute) if mute else ""


def taken(period: Period) -> QuerySet[Fault]:
    """Faults that somebody took."""
    return faults(period).filter(accepted_at__isnull=False)


def tested(period: Period) -> QuerySet[Fault]:
    """Faults that passed their test."""
    return faults(period).filter(verified_at__isnull=False)


def faults(period: Period) -> QuerySet[Fault]:
    """Faults by the day they were noted; what was none, or noted twice, does not count."""
    rows = Fault.objects.filter(**period.of_branch_and_days, duplicate_of__isnull=True)
    return rows.exclude(status="cancelled").select_related("device", "handler", "fixed_by", "verified_by")


def level_words(value: Any) -> str | Promise:
    """An office in words."""
    return LEVELS[value]


KPIS = [
    Kpi(
        code="K09",
        name=_("Machines up"),
        meaning=_(
            "Share of opening time without planned maintenance in which machines served; partly working counts half."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.MEAN,
        rows=machine_days,
        measure=up,
        weight=scheduled,
        moment="opens_at",
        listing=DAYS,
        order=("-day", "device__code"),
        target=lambda policy: UPTIME_TARGET,
        aside=left_out,
    ),
    Kpi(
        code="K09F",
        name=_("Machines up with all parts"),
        meaning=_("The same with partly working machines counted as down."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.MEAN,
        rows=machine_days,
        measure=fully_up,
        weight=scheduled,
        moment="opens_at",
        listing=DAYS,
        order=("-day", "device__code"),
        target=lambda policy: UPTIME_TARGET,
        aside=left_out,
    ),
    Kpi(
        code="K32",
        name=_("Faults: time to take one"),
        meaning=_("Mean minutes of opening time from noting a fault until somebody took it."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=taken,
        measure=lambda period: as_float(F("accept_s")),
        moment="opened_at",
        listing=FAULTS,
        order=("-measure", "pk"),
        target=lambda policy: policy.fault_accept_s / 60,
    ),
    Kpi(
        code="K32R",
        name=_("Faults: time to mend one"),
        meaning=_("Mean minutes of opening time from noting a fault until another person had tested it."),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=tested,
        measure=lambda period: as_float(F("repair_s")),
        moment="opened_at",
        listing=FAULTS,
        order=("-measure", "pk"),
    ),
    Kpi(
        code="K32L",
        name=_("Faults that left the branch"),
        meaning=_("Share of faults that went to the regional branch or head office."),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=faults,
        measure=lambda period: counts(Q(level__gt=1)),
        moment="opened_at",
        listing=FAULTS,
        order=("-level", "-opened_at"),
        split=Split(name=_("level"), column="level", labels=level_words, of_whole=True),
    ),
]
