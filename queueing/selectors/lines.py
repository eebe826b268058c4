"""The lines of a branch as customers see them: each service with who waits, how long, and whether numbers are issued."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from lobby.branches.calendar import business_date, clock_time, opening_of, planned_opening
from lobby.branches.errors import LobbyError
from lobby.branches.models import Branch, BusinessDay, Service
from queueing.domain.issuing import check_issuing
from queueing.domain.numbers import stopped_by_outage, stopped_reason
from queueing.estimate import Wait, waiting, waits_by_service
from queueing.models import Ticket


@dataclass(frozen=True, slots=True)
class Line:
    """One service: people waiting for it, the wait of somebody joining now, and why no number is given (else empty).

    There is no wait where no number is given, nor where no counter offers the service.
    """

    service: Service
    waiting: int
    wait: Wait | None
    stopped: str = ""

    @property
    def minutes(self) -> int:
        """The estimate as people say it: whole minutes, 0 for less than one or none."""
        return minutes_of(self.wait.p50_s) if self.wait else 0

    @property
    def note(self) -> str:
        """What stands in the place of an estimate or has to be said with it; empty when the minutes say it all."""
        return self.stopped or wait_note(self.wait)


@dataclass(frozen=True, slots=True)
class Issuing:
    """Whether the branch gives numbers at all now: closed by its hours, or stopped by hand with a message."""

    day: BusinessDay
    is_closed: bool
    message: str


def minutes_of(seconds: int) -> int:
    """Seconds as whole minutes, rounded up so that nobody is promised less; 0 for less than half a minute."""
    return 0 if seconds < 30 else -(-seconds // 60)


def wait_note(wait: Wait | None) -> str:
    """What has to be said with a wait, or in its place when there is none; empty when the minutes say it all."""
    if wait is None:
        return _("No counter here serves this. Please see the lobby manager.")
    return _("No counter is open for this yet; the time counts from when one opens.") if wait.needs_opening else ""


def lines(branch: Branch, day: BusinessDay, *, at: dt.datetime) -> list[Line]:
    """Every active service with its line, in the branch's order (4 queries, 5 where a service has a daily cap)."""
    services = list(Service.objects.filter(branch=branch, is_active=True).order_by("position", "code"))
    counts = dict(waiting(branch.pk, business_date(branch, at)).order_by().values_list("service").annotate(Count("pk")))
    waits, stopped = waits_by_service(branch, at=at), refusals(branch, day, services, at=at)
    return [
        Line(
            service,
            counts.get(service.pk, 0),
            None if stopped[service.pk] else waits.get(service.pk),
            stopped[service.pk],
        )
        for service in services
    ]


def refusals(branch: Branch, day: BusinessDay, services: list[Service], *, at: dt.datetime) -> dict[int, str]:
    """Why each service gives no numbers now, empty for those that do (0–1 query, one more where one is stopped)."""
    full = services_at_cap(branch, day.date, services)
    failed = stopped_by_outage(branch.pk) if any(service.is_stopped for service in services) else set()
    return {
        service.pk: stopped_reason(service, failed) if service.pk in full else refusal(branch, day, service, at, failed)
        for service in services
    }


def issuing_of(branch: Branch, *, at: dt.datetime) -> Issuing:
    """Whether numbers are issued at this moment (1 query, 2 before the day's first ticket)."""
    day = today(branch, at=at)
    is_closed = day.closed_at is not None or not opening_of(day).includes(at)
    return Issuing(day, is_closed, message=day.stopped_reason if day.stopped_at else "")


def today(branch: Branch, *, at: dt.datetime) -> BusinessDay:
    """The row of the business day, or an unsaved one by the usual hours before its first ticket (1–2 queries)."""
    date = business_date(branch, at)
    day = BusinessDay.objects.filter(branch=branch, date=date).first()
    if day is not None:
        return day
    opening = planned_opening(branch, date)
    return BusinessDay(branch=branch, date=date, opens_at=opening.opens_at, closes_at=opening.closes_at)


def hours_of(branch: Branch, day: BusinessDay) -> str:
    """The day's hours on the branch's clock, "09:00–17:00"; empty on a day without any."""
    if day.opens_at is None or day.closes_at is None:
        return ""
    return f"{clock_time(branch, day.opens_at)}–{clock_time(branch, day.closes_at)}"


def is_over(day: BusinessDay, at: dt.datetime) -> bool:
    """Whether the branch has served its hours today, rather than not begun them."""
    return day.closed_at is not None or (day.closes_at is not None and at >= day.closes_at)


def refusal(
    branch: Branch, day: BusinessDay, service: Service, at: dt.datetime, failed: Collection[int] | None = None
) -> str:
    """What a customer would be told who asked for a number now; empty when one would be given."""
    try:
        check_issuing(branch, day, service, at, failed)
    except LobbyError as reason:
        return reason.detail
    return ""


def services_at_cap(branch: Branch, day: dt.date, services: list[Service]) -> set[int]:
    """Services whose daily cap is reached (0–1 query)."""
    caps = {service.pk: service.daily_cap for service in services if service.daily_cap is not None}
    if not caps:
        return set()
    issued = Ticket.objects.filter(branch=branch, day=day, service__in=caps).values_list("service")
    return {pk for pk, count in issued.annotate(Count("pk")) if count >= caps[pk]}
