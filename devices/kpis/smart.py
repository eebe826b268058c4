"""What smart counters and self-service can do (K07, K16), and how long everyday business takes at smart counters (K08)."""

from __future__ import annotations

import datetime as dt

from django.db.models import DateTimeField, Expression, F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from devices.enums import CHANNELS
from devices.enums.smart import SmartStatus
from devices.models.smart import SmartSession
from lobby.branches.enums import Channel, Complexity
from lobby.branches.models import Service
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts, seconds
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi

COVERAGE_TARGET = 96.0  # per cent, S126
SELF_SERVICE_TARGET = 90.0  # per cent, S107
MINUTES_TARGET = 3.0  # S128
MACHINES = sorted({channel.value for channel in CHANNELS.values()})
NOON = dt.time(12)
SERVICES, SESSIONS = "devices/smart/_kpi_services.html", "devices/smart/_kpi_sessions.html"


def catalogue(period: Period) -> QuerySet[Service]:
    """The services of the branch as its catalogue is now; it has no day, so each counts in every period."""
    told_at = dt.datetime.combine(period.last, NOON, dt.UTC)
    services = Service.objects.filter(branch=period.branch, is_active=True)
    return services.annotate(told_at=Value(told_at, output_field=DateTimeField()))


def counter_services(period: Period) -> QuerySet[Service]:
    """What counters do."""
    return catalogue(period).filter(channels__contains=[Channel.COUNTER])


def common_services(period: Period) -> QuerySet[Service]:
    """Everyday business: the simple services."""
    return catalogue(period).filter(complexity=Complexity.SIMPLE)


def routine(period: Period) -> QuerySet[SmartSession]:
    """Everyday business that was completed; what was broken off never counts."""
    done = SmartSession.objects.filter(**period.of_branch_and_days, status=SmartStatus.DONE, is_routine=True)
    return done.select_related("device", "service")


def by_smart_counter(period: Period) -> Expression:
    """1 for a service that smart counters do, else 0."""
    return counts(Q(channels__contains=[Channel.SMART_COUNTER]))


def by_any_machine(period: Period) -> Expression:
    """1 for a service that any kind of machine does, else 0."""
    return counts(Q(channels__overlap=MACHINES))


def took(period: Period) -> Expression:
    """Seconds from the first step to the last."""
    return seconds(F("ended_at") - F("started_at"))


KPIS = [
    Kpi(
        code="K07",
        name=_("Covered by smart counters"),
        meaning=_("Share of the counters' services in the catalogue, as it is now, that smart counters do as well."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=counter_services,
        measure=by_smart_counter,
        moment="told_at",
        listing=SERVICES,
        order=("measure", "position", "pk"),
        target=lambda policy: COVERAGE_TARGET,
    ),
    Kpi(
        code="K08",
        name=_("Time of everyday business at smart counters"),
        meaning=_(
            "Mean minutes from the first step to the last of completed everyday business; broken off never counts."
        ),
        unit=Unit.MINUTES,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=routine,
        measure=took,
        moment="started_at",
        listing=SESSIONS,
        order=("-measure", "pk"),
        target=lambda policy: MINUTES_TARGET,
    ),
    Kpi(
        code="K16",
        name=_("Covered by self-service"),
        meaning=_("Share of everyday services in the catalogue, as it is now, that some kind of machine does."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=common_services,
        measure=by_any_machine,
        moment="told_at",
        listing=SERVICES,
        order=("measure", "position", "pk"),
        target=lambda policy: SELF_SERVICE_TARGET,
    ),
]
