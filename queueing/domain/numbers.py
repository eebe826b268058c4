"""Numbers that never repeat within a branch's business day."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from lobby.branches.models import Service
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


def stopped_reason(service: Service) -> str:
    """The bank's words for "no more numbers", or ours, in the active language."""
    from django.utils.translation import get_language, gettext

    own = service.stopped_message(get_language() or "zh-hans")
    return own or gettext("No more numbers are issued for this service today.")
