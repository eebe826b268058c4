"""Reading the flow: what is forecast, and who came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.models import Branch, Service
from queueing.models import FlowFactor, FlowForecast

SLOT = dt.timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Slot:
    """Arrivals of one service in the half hour from `starts_at`; `booked` of them have an appointment."""

    starts_at: dt.datetime
    service: Service
    p10: float
    p50: float
    p90: float
    mean: float
    booked: int


def slots(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> list[Slot]:
    """The forecast half hours that start in [since, until), by time and then by service (2 queries)."""
    services = {service.pk: service for service in Service.objects.filter(branch=branch)}
    rows = FlowForecast.objects.filter(branch=branch, starts_at__gte=since, starts_at__lt=until)
    found = [
        Slot(row.starts_at, services[row.service_id], row.p10, row.p50, row.p90, row.mean, row.booked)
        for row in rows.order_by("starts_at")
    ]
    return sorted(found, key=lambda slot: (slot.starts_at, slot.service.position, slot.service.code))


def factors_from(branch: Branch, first: dt.date) -> list[FlowFactor]:
    """What is said of a business day and those after it, by day (1 query)."""
    return list(FlowFactor.objects.filter(branch=branch, date__gte=first).order_by("date", "cause"))
