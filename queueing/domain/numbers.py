"""Numbers that never repeat within a branch's business day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db import connection

from lobby.branches.models import Service
from lobby.floor.enums.outages import OutageStatus
from lobby.floor.models import Outage
from queueing.errors import IssuingStopped, NumbersExhausted
from queueing.models import Ticket

# One statement makes the row, counts up and locks the series until commit, across processes and restarts.
TAKE = """
    INSERT INTO queueing_numberseries AS series (branch_id, day, prefix, last)
    VALUES (%s, %s, %s, %s)
    ON CONFLICT (branch_id, day, prefix) DO UPDATE SET last = greatest(series.last + 1, excluded.last)
    RETURNING last
"""


def take_number(service: Service, day: dt.date) -> str:
    """Return the next number of the service's prefix, such as `A032` (1 statement, 2 with a daily cap).

    Services that share a prefix share its series. Raises NumbersExhausted past the range's end.
    """
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [service.branch_id, day, service.prefix, service.number_first])
        last: int = cursor.fetchone()[0]
    if last > service.number_last:
        raise NumbersExhausted
    check_cap(service, day)
    return f"{service.prefix}{last:03d}"


def check_cap(service: Service, day: dt.date) -> None:
    """Refuse past the daily cap. The series row is locked, so two callers cannot both take the last place."""
    if service.daily_cap is None:
        return
    issued = Ticket.objects.filter(branch=service.branch_id, day=day, service=service).count()
    if issued >= service.daily_cap:
        raise IssuingStopped(reason=stopped_reason(service))


def stopped_by_outage(branch_id: int) -> set[int]:
    """The services whose numbers a running outage stopped (1 query)."""
    outages = Outage.objects.filter(branch=branch_id, status=OutageStatus.RUNNING, is_drill=False)
    return {pk for stopped in outages.values_list("stopped", flat=True) for pk in stopped}


def stopped_reason(service: Service, failed: Collection[int] | None = None) -> str:
    """Why there are no more numbers, in the active language: an outage, else the bank's words or ours.

    `failed` is what an outage stopped, where the caller knows it (else 1 query for a service that is stopped, 0 for others).
    """
    from django.utils.translation import get_language, gettext

    if service.is_stopped and service.pk in (stopped_by_outage(service.branch_id) if failed is None else failed):
        return gettext("The system is out at the moment. Please see the lobby manager.")
    own = service.stopped_message(get_language() or "zh-hans")
    return own or gettext("No more numbers are issued for this service today.")
