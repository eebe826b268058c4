"""What could have been booked, what was, and what was used: by day and service."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from lobby.branches.models import Branch, Service
from queueing.enums.appointments import HOLDING, AppointmentStatus
from queueing.models import Appointment
from queueing.selectors.slots import every_slot

A = AppointmentStatus
USED = (A.CHECKED_IN, A.IN_SERVICE, A.COMPLETED)
BOOKED = (*HOLDING, A.NO_SHOW)
DAYS = 14


@dataclass(frozen=True, slots=True)
class Capacity:
    """Places of some slots: offered by the rules of today, booked and not called off, used by who came."""

    offered: int = 0
    booked: int = 0
    used: int = 0

    def __add__(self, other: Capacity) -> Capacity:
        return Capacity(self.offered + other.offered, self.booked + other.booked, self.used + other.used)

    @property
    def booked_share(self) -> int | None:
        """Per cent of what was offered, None where nothing was."""
        return round(100 * self.booked / self.offered) if self.offered else None

    @property
    def used_share(self) -> int | None:
        """Per cent of what was offered, None where nothing was."""
        return round(100 * self.used / self.offered) if self.offered else None


@dataclass(frozen=True, slots=True)
class DayRow:
    """One business day with its services."""

    day: dt.date
    whole: Capacity
    services: list[tuple[Service, Capacity]]


def report(branch: Branch, *, until: dt.date, days: int = DAYS) -> tuple[list[DayRow], Capacity]:
    """The days up to `until`, newest first, and their sum (5–6 queries)."""
    first = until - dt.timedelta(days=days - 1)
    offered: Counter[tuple[dt.date, int]] = Counter()
    for day, rule, _starts_at in every_slot(branch, first=first, days=days):
        offered[day, rule.service_id] += rule.capacity
    rows = Appointment.objects.filter(branch=branch, day__range=(first, until), status__in=BOOKED)
    found = list(rows.values_list("day", "service", "status"))
    booked = Counter((day, service) for day, service, _status in found)
    used = Counter((day, service) for day, service, status in found if status in USED)
    keys = {service for _day, service in (*offered, *booked)}
    services = list(Service.objects.filter(pk__in=keys).order_by("position", "code"))
    result = [row_of(first + dt.timedelta(days=n), services, offered, booked, used) for n in range(days)]
    return result[::-1], sum((row.whole for row in result), Capacity())


def row_of(
    day: dt.date,
    services: list[Service],
    offered: Counter[tuple[dt.date, int]],
    booked: Counter[tuple[dt.date, int]],
    used: Counter[tuple[dt.date, int]],
) -> DayRow:
    """One day."""
    parts = [
        (service, Capacity(offered[day, service.pk], booked[day, service.pk], used[day, service.pk]))
        for service in services
    ]
    return DayRow(day, sum((part for _service, part in parts), Capacity()), parts)
