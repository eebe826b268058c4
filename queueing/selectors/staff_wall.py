"""WD-3, the wall for staff: what goes on, read from eight metres. No names of customers, nothing that security keeps quiet."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count
from django.utils.functional import Promise

from devices.enums.faults import LEVEL_CLOCK, UNFIXED, FaultKind
from devices.models.faults import Fault
from devices.selectors.faults import clocks_of, worst_first
from devices.selectors.fleet import Count as Devices
from devices.selectors.fleet import Seen, count_of, fleet_of
from lobby.branches.models import Branch
from lobby.floor import kinds
from lobby.floor.bilingual import both
from lobby.floor.enums import Severity
from lobby.floor.models import Alert
from lobby.floor.selectors.care import open_calls
from lobby.floor.selectors.feed import open_alerts
from queueing.enums.peaks import IN_PEAK, PeakStatus
from queueing.models import PeakRun
from queueing.selectors import floor
from queueing.selectors.peaks import open_run

DEVICE_ROWS, FAULT_ROWS = 5, 4
# The words of an alert stand on the wall when they are made of these; others may name a customer or a case.
PLAIN_VALUES = frozenset(
    {"capacity", "count", "device", "fault", "item", "level", "minimum", "minutes", "number", "people", "percent"}
    | {"place", "service", "skill", "zone"}
)


@dataclass(frozen=True, slots=True)
class Hall:
    """The figures on top, the peak plan and the calls for help."""

    strip: floor.Strip
    run: PeakRun | None
    help_calls: int
    help_since: dt.datetime | None

    @property
    def is_peak(self) -> bool:
        """Whether the peak plan is in force, beyond a mere warning."""
        return self.run is not None and self.run.status in IN_PEAK

    @property
    def run_label(self) -> str | Promise:
        """The state of the plan, for screens in both languages."""
        return PeakStatus(self.run.status).label if self.run else ""


@dataclass(frozen=True, slots=True)
class Fleet:
    """Devices in trouble, worst first, as many as the wall holds."""

    shown: list[Seen]
    more: int
    count: Devices


@dataclass(frozen=True, slots=True)
class Broken:
    """An open fault with the moment at which the next office is called, if one is."""

    fault: Fault
    due_at: dt.datetime | None

    @property
    def mark(self) -> str:
        """Nobody has it, somebody has it, it waits for its test."""
        if self.fault.status not in UNFIXED:
            return "info"
        return "attention" if self.fault.handler_id else "late"

    @property
    def kind_label(self) -> str | Promise:
        """What is wrong, for screens in both languages."""
        return FaultKind(self.fault.kind).label

    @property
    def next_level(self) -> int:
        """The level to which it goes when its time is up."""
        return self.fault.level + 1


@dataclass(frozen=True, slots=True)
class Faults:
    """Open faults, worst first, as many as the wall holds."""

    shown: list[Broken]
    more: int


@dataclass(frozen=True, slots=True)
class Alerts:
    """How many alerts are open of each severity, and the worst in both languages; its words only where they are plain."""

    counts: list[tuple[Severity, int]]
    worst: Alert | None
    words: dict[str, str] | None


def hall(branch: Branch, *, at: dt.datetime) -> Hall:
    """What goes on in the hall (10 queries at most)."""
    calls = [one.request for one in open_calls(branch)]
    return Hall(
        strip=floor.strip(branch, at=at),
        run=open_run(branch.pk),
        help_calls=len(calls),
        help_since=calls[0].asked_at if calls else None,
    )


def fleet(branch: Branch) -> Fleet:
    """The devices in trouble (1 query for any number)."""
    devices = fleet_of(branch)
    trouble = [one for one in devices if one.is_trouble]
    return Fleet(trouble[:DEVICE_ROWS], max(0, len(trouble) - DEVICE_ROWS), count_of(devices))


def faults(branch: Branch) -> Faults:
    """The open faults but those that only security knows of (2 queries at most)."""
    found = Fault.objects.filter(branch=branch, closed_at__isnull=True).exclude(kind=FaultKind.TAMPERING_SUSPECTED)
    rows = sorted(found.select_related("device"), key=worst_first)
    clocks = clocks_of(rows[:FAULT_ROWS], LEVEL_CLOCK) if rows else {}
    return Faults([Broken(one, clocks.get(one.pk)) for one in rows[:FAULT_ROWS]], max(0, len(rows) - FAULT_ROWS))


def alerts(branch: Branch) -> Alerts:
    """The open alerts by severity and the worst of them (2 queries)."""
    found = open_alerts(branch.pk)
    counted = dict(found.order_by().values_list("severity").annotate(n=Count("pk")))
    worst = found.first()
    return Alerts(
        counts=[(severity, counted[severity]) for severity in Severity if counted.get(severity)],
        worst=worst,
        words=plain_words(worst) if worst else None,
    )


def plain_words(alert: Alert) -> dict[str, str] | None:
    """The words of an alert in both languages; None where they could name somebody."""
    if not set(alert.values) <= PLAIN_VALUES:
        return None
    return both(lambda: kinds.alert_text(alert.kind, alert.values))
