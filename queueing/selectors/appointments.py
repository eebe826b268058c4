"""Reading appointments: for forecasts, for the day's list, for the customer's page."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter

from django.db.models import Case, When

from lobby.branches.errors import NotFound
from lobby.branches.models import Branch
from queueing.enums.appointments import HOLDING, UPCOMING
from queueing.errors.appointments import UnknownCode
from queueing.models import Appointment

HALF_HOUR_S = 1800
SCANNED = re.compile(r"/a/([A-Za-z0-9_-]{16,32})/?")


def booked(branch: Branch, *, since: dt.datetime, until: dt.datetime) -> dict[tuple[int, dt.datetime], int]:
    """How many appointments begin in each half hour, by service id and the half hour's start in UTC (1 query)."""
    held = Appointment.objects.filter(branch=branch, status__in=HOLDING, slot_at__gte=since, slot_at__lt=until)
    return dict(Counter((service, half_hour(slot_at)) for service, slot_at in held.values_list("service", "slot_at")))


def half_hour(at: dt.datetime) -> dt.datetime:
    """The start of the half hour that a moment lies in."""
    seconds = int(at.timestamp()) // HALF_HOUR_S * HALF_HOUR_S
    return dt.datetime.fromtimestamp(seconds, dt.UTC)


def of_day(branch: Branch, day: dt.date) -> list[Appointment]:
    """The appointments of a business day in order of time, cancelled and expired ones included (2 queries)."""
    found = Appointment.objects.filter(branch=branch, day=day)
    found = found.select_related("branch", "service", "rule", "staff", "room", "customer", "ticket", "cash_counted_by")
    return list(found.prefetch_related("prepare_items").order_by("slot_at", "pk"))


def by_code(branch: Branch, text: str, *, day: dt.date) -> Appointment:
    """The appointment of a code, or of a scanned page address: today's first, else the next to come (1 query).

    Raises UnknownCode.
    """
    text = text.strip()
    found = Appointment.objects.filter(branch=branch, day__gte=day).select_related("branch", "service", "ticket")
    scanned = SCANNED.search(text)
    found = found.filter(page_token=scanned[1]) if scanned else found.filter(code=text)
    # A code that is used again for another day must not hide today's.
    appointment = found.order_by("day", Case(When(status__in=UPCOMING, then=0), default=1), "-pk").first()
    if appointment is None:
        raise UnknownCode
    return appointment


def by_token(token: str) -> Appointment:
    """The appointment of a page's address (1 query). Raises NotFound."""
    found = Appointment.objects.select_related(
        "branch", "service", "rule", "staff", "room", "customer", "ticket", "case"
    )
    appointment = found.filter(page_token=token).first()
    if appointment is None:
        raise NotFound
    return appointment
