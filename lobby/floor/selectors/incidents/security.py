"""What the page of security shows: silent alerts, suspicious acts, order events, zones."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Zone
from lobby.floor import kinds
from lobby.floor.models import Alert, OrderEvent, SuspiciousReport
from lobby.floor.occupancy import occupancy
from lobby.floor.selectors.incidents.board import silent_alerts

ROWS = 40


@dataclass(frozen=True, slots=True)
class AlertLine:
    """A silent alert in words."""

    alert: Alert
    text: str
    help: str


@dataclass(frozen=True, slots=True)
class ZoneLine:
    """A zone with the people in it."""

    zone: Zone
    people: int

    @property
    def is_over(self) -> bool:
        """Whether more people are in it than it holds."""
        return bool(self.zone.capacity) and self.people > self.zone.capacity


def alert_lines(branch: Branch) -> list[AlertLine]:
    """Open silent alerts in the active language, newest first (1 query)."""
    return [
        AlertLine(one, kinds.alert_text(one.kind, one.values), kinds.alert_help(one.kind, one.values))
        for one in silent_alerts(branch)
    ]


def suspicions(branch: Branch) -> list[SuspiciousReport]:
    """Suspicious acts that are remembered, newest first (1 query)."""
    reports = SuspiciousReport.objects.filter(branch=branch).select_related("zone", "by", "incident")
    return list(reports.order_by("-at", "-pk")[:ROWS])


def order_events(branch: Branch, *, at: dt.datetime) -> list[OrderEvent]:
    """Order events of the business day, newest first (1 query)."""
    start, end = day_bounds(branch, business_date(branch, at))
    events = OrderEvent.objects.filter(branch=branch, at__gte=start, at__lt=end).select_related("zone", "by")
    return list(events.order_by("-at", "-pk")[:ROWS])


def zones(branch: Branch, *, at: dt.datetime) -> list[ZoneLine]:
    """The zones and how many people are in each (2 queries and those of the sources)."""
    people = occupancy(branch, at=at)
    return [ZoneLine(zone, people[zone.pk]) for zone in Zone.objects.filter(branch=branch).order_by("pk")]
