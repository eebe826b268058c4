"""Reading appointments: for forecasts, for the day's list, for the customer's page."""

from __future__ import annotations

import datetime as dt
from collections import Counter

from lobby.branches.models import Branch
from queueing.enums.appointments import HOLDING
from queueing.models import Appointment

HALF_HOUR_S = 1800


def booked(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> dict[tuple[int, dt.datetime], int]:
    """How many appointments begin in each half hour, by service id and the half hour's start in UTC (1 query)."""
    held = Appointment.objects.filter(branch=branch, status__in=HOLDING, slot_at__gte=since, slot_at__lt=until)
    return dict(Counter((service, half_hour(slot_at)) for service, slot_at in held.values_list("service", "slot_at")))


def half_hour(at: dt.datetime) -> dt.datetime:
    """The start of the half hour that a moment lies in."""
    seconds = int(at.timestamp()) // HALF_HOUR_S * HALF_HOUR_S
    return dt.datetime.fromtimestamp(seconds, dt.UTC)
