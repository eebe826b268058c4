"""K26: how often video tellers are used, how often the business gets done, how customers rate it, why it ends otherwise."""

from __future__ import annotations

from typing import Any

from django.db.models import Expression, F, FloatField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from devices.enums.vtm import ENDED, VtmEnd, VtmStatus
from devices.models.vtm import VtmSession
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split

LISTING = "devices/vtm/_kpi_sessions.html"


def asked(period: Period) -> QuerySet[VtmSession]:
    """Every session that a customer asked for."""
    return VtmSession.objects.filter(**period.of_branch_and_days).select_related("service", "agent", "device")


def ended(period: Period) -> QuerySet[VtmSession]:
    """Those that are over."""
    return asked(period).filter(status__in=ENDED)


def connected(period: Period) -> QuerySet[VtmSession]:
    """Those in which somebody answered."""
    return ended(period).filter(connected_at__isnull=False)


def rated(period: Period) -> QuerySet[VtmSession]:
    """Those that the customer rated."""
    return asked(period).filter(rating__isnull=False)


def a_day(period: Period) -> Expression:
    """Each session's part of the sessions per business day."""
    return Value(1.0 / ((period.last - period.first).days + 1), output_field=FloatField())


def done(period: Period) -> Expression:
    """1 where the business was done."""
    return counts(Q(status=VtmStatus.COMPLETED))


def not_done(period: Period) -> Expression:
    """1 where it was not."""
    return counts(~Q(status=VtmStatus.COMPLETED))


def stars(period: Period) -> Expression:
    """What the customer gave."""
    return Cast(F("rating"), FloatField())


def service_words(value: Any) -> str:
    """A service by its code."""
    return str(value)


def reason_words(value: Any) -> str | Promise:
    """Why a session ended."""
    return VtmEnd(value).label if value else _("no reason noted")


KPIS = [
    Kpi(
        code="K26",
        name=_("Video sessions completed"),
        meaning=_("Share of answered video sessions in which the business was done."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=connected,
        measure=done,
        moment="requested_at",
        listing=LISTING,
        order=("measure", "pk"),
        split=Split(name=_("service"), column="service__code", labels=service_words),
    ),
    Kpi(
        code="K26C",
        name=_("Rating of video sessions"),
        meaning=_("Mean of the stars that customers gave at the machine; who gave none does not count."),
        unit=Unit.STARS,
        direction=Direction.HIGH,
        method=Method.MEAN,
        rows=rated,
        measure=stars,
        moment="requested_at",
        listing=LISTING,
        order=("measure", "pk"),
    ),
    Kpi(
        code="K26R",
        name=_("Video sessions given up"),
        meaning=_("Share of video sessions that ended without their business, answered or not, and why."),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=ended,
        measure=not_done,
        moment="requested_at",
        listing=LISTING,
        order=("-measure", "pk"),
        split=Split(name=_("reason"), column="end_reason", labels=reason_words, of_whole=True),
    ),
    Kpi(
        code="K26U",
        name=_("Video sessions a day"),
        meaning=_("Sessions that customers asked for at video tellers, for each day of the period."),
        unit=Unit.TIMES,
        direction=Direction.HIGH,
        method=Method.TOTAL,
        rows=asked,
        measure=a_day,
        moment="requested_at",
        listing=LISTING,
        order=("pk",),
    ),
]
