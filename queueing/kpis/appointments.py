"""K28 of the bank's list: appointments kept and missed, and how many requests became appointments (S179)."""

from __future__ import annotations

from typing import Any

from django.db.models import Expression, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split
from queueing.enums import ENDED
from queueing.enums.appointments import AppointmentStatus, BookingChannel
from queueing.models import Appointment

A = AppointmentStatus
LISTING = "queueing/appointments/_kpi_appointments.html"


def requested(period: Period) -> QuerySet[Appointment]:
    """Requests for slots of the period that were answered: confirmed, expired, or cancelled before either."""
    found = Appointment.objects.filter(**period.of_branch_and_days)
    return found.exclude(status=A.REQUESTED).select_related("service", "staff", "ticket")


def over(period: Period) -> QuerySet[Appointment]:
    """Confirmed appointments of the period whose time is over; somebody who checked in and left is among them."""
    is_over = Q(status__in=(A.COMPLETED, A.CANCELLED, A.NO_SHOW)) | Q(status=A.CHECKED_IN, ticket__status__in=ENDED)
    return requested(period).filter(is_over, confirmed_at__isnull=False)


def is_completed(period: Period) -> Expression:
    """1 for an appointment that was served, else 0."""
    return counts(Q(status=A.COMPLETED))


def is_missed(period: Period) -> Expression:
    """1 for a customer who did not come, else 0."""
    return counts(Q(status=A.NO_SHOW))


def is_confirmed(period: Period) -> Expression:
    """1 for a request that was confirmed, else 0."""
    return counts(Q(confirmed_at__isnull=False))


def channel_words(value: str) -> str | Promise:
    """A booking channel in words."""
    return BookingChannel(value).label


CHANNEL = Split(name=_("channel"), column="channel", labels=channel_words)
SAME: dict[str, Any] = {
    "unit": Unit.PERCENT,
    "method": Method.SHARE,
    "moment": "slot_at",
    "listing": LISTING,
    "order": ("slot_at", "pk"),
    "split": CHANNEL,
}
KPIS = [
    Kpi(
        code="K28",
        name=_("Appointments kept"),
        meaning=_("Share of confirmed appointments that were served; cancelled and missed ones are not."),
        direction=Direction.HIGH,
        rows=over,
        measure=is_completed,
        **SAME,
    ),
    Kpi(
        code="K28M",
        name=_("Appointments missed"),
        meaning=_("Share of confirmed appointments whose customer did not come."),
        direction=Direction.LOW,
        rows=over,
        measure=is_missed,
        **SAME,
    ),
    Kpi(
        code="K28B",
        name=_("Booking success"),
        meaning=_("Share of requests and invitations that became confirmed appointments."),
        direction=Direction.HIGH,
        rows=requested,
        measure=is_confirmed,
        **SAME,
    ),
]
