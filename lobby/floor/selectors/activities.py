"""How a day's time was shared out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.models import Activity, TargetShares


@dataclass(frozen=True, slots=True)
class Share:
    """One kind of work: minutes so far, its part of the logged time in per cent, and what the branch wishes."""

    kind: str
    label: str
    minutes: int
    percent: int | None
    target: int | None
    is_running: bool


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """A person's day so far. Without any logged time there are no shares; without a target row none are shown."""

    shares: list[Share]
    running: Activity | None
    has_target: bool
    is_empty: bool


def percentages(seconds: Mapping[str, float]) -> dict[str, int]:
    """Whole per cents that add to exactly 100: rounded down, the rest given to the largest remainders in order.

    Nothing logged gives nothing. Of equal remainders the one that stands first gets it.
    """
    whole = sum(seconds.values())
    if whole <= 0:
        return {}
    exact = {kind: 100 * part / whole for kind, part in seconds.items()}
    floors = {kind: int(part) for kind, part in exact.items()}
    by_remainder = sorted(exact, key=lambda kind: floors[kind] - exact[kind])
    for kind in by_remainder[: 100 - sum(floors.values())]:
        floors[kind] += 1
    return floors


def time_of_day(branch: Branch, staff_id: int, date: dt.date, *, at: dt.datetime) -> TimeOfDay:
    """What a person worked on at a branch on a business day, up to `at` (2 queries)."""
    rows = list(Activity.objects.filter(branch=branch, date=date, staff=staff_id).order_by("started_at"))
    seconds = {kind.value: 0.0 for kind in ActivityKind}
    for row in rows:
        seconds[row.kind] += max(0.0, ((row.ended_at or at) - row.started_at).total_seconds())
    running = next((row for row in rows if row.ended_at is None), None)
    target = target_of(branch, rows[-1].role, date) if rows else None
    percents = percentages(seconds)
    shares = [
        Share(
            kind=kind.value,
            label=str(kind.label),
            minutes=int(seconds[kind] // 60),
            percent=percents.get(kind),
            target=getattr(target, kind.value) if target else None,
            is_running=running is not None and running.kind == kind,
        )
        for kind in ActivityKind
    ]
    return TimeOfDay(shares, running, target is not None, not percents)


def target_of(branch: Branch, role: str, date: dt.date) -> TargetShares | None:
    """The shares that the branch wishes for a role on a business day (1 query); None where it wrote none."""
    rows = TargetShares.objects.filter(branch=branch, role=role, effective_from__lte=date)
    return rows.order_by("-effective_from").first()
