"""What people know about a day and no calendar does: heavy rain, a closed street, a fair next door (S404)."""

from __future__ import annotations

import datetime as dt
import math
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Case, F, QuerySet, Value
from django.db.models.functions import Greatest

from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, opening
from lobby.branches.models import Branch
from lobby.live import journal
from queueing.enums.forecasts import FlowCause
from queueing.errors.forecasts import DayIsOver, FactorOutOfRange
from queueing.events.forecasts import FactorCleared, FactorSet
from queueing.models import FlowFactor, FlowForecast, FlowState

LEAST, MOST = 0.2, 3.0
AHEAD_DAYS = 14
# So many of those who booked come.
SHOW_SHARE = 0.9


def set_factor(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    date: dt.date,
    cause: FlowCause,
    factor: float | None = None,
    note: str = "",
) -> FlowFactor:
    """Say what changes the arrivals of a day; its forecast changes with it at once. Saying it again replaces it.

    Without `factor` the cause's usual one counts. Raises FactorOutOfRange, DayIsOver.
    """
    factor = cause.usual_factor if factor is None else factor
    if not LEAST <= factor <= MOST:
        raise FactorOutOfRange(least=LEAST, most=MOST)
    check_day(branch, date, at=at)
    with journal.unit(by=by, at=at):
        lock_state(branch)
        before = factor_of(branch, date)
        row, _ = FlowFactor.objects.update_or_create(
            branch=branch,
            date=date,
            cause=cause,
            defaults={
                "factor": factor,
                "note": note.strip(),
                "set_by_id": by.staff_id,
                "set_by_name": by.name,
                "set_at": at,
            },
        )
        rescale(branch, date, by_factor=factor_of(branch, date) / before, at=at)
        journal.record(
            FactorSet(branch_id=branch.pk, day=date.isoformat(), cause=cause.value, factor=factor, note=row.note)
        )
    return row


def clear_factor(branch: Branch, *, by: Actor, at: dt.datetime, date: dt.date, cause: FlowCause) -> None:
    """Take back what was said; what nobody said is taken back without a word. Raises DayIsOver."""
    check_day(branch, date, at=at)
    with journal.unit(by=by, at=at):
        lock_state(branch)
        before = factor_of(branch, date)
        gone, _ = FlowFactor.objects.filter(branch=branch, date=date, cause=cause).delete()
        if gone:
            rescale(branch, date, by_factor=factor_of(branch, date) / before, at=at)
            journal.record(FactorCleared(branch_id=branch.pk, day=date.isoformat(), cause=cause.value))


def check_day(branch: Branch, date: dt.date, *, at: dt.datetime) -> None:
    """Only days that are or can be forecast have factors. Raises DayIsOver."""
    if not 0 <= (date - business_date(branch, at)).days < AHEAD_DAYS:
        raise DayIsOver(days=AHEAD_DAYS - 1)


def lock_state(branch: Branch) -> None:
    """Let nobody else forecast or rescale this branch meanwhile (1 query); without a state nothing is forecast yet."""
    FlowState.objects.select_for_update(no_key=True).filter(branch=branch).first()


def factor_of(branch: Branch, date: dt.date) -> float:
    """All factors of a day together, 1 where there are none (1 query)."""
    return factors_between(branch, date, date)[date]


def factors_between(branch: Branch, first: dt.date, last: dt.date) -> dict[dt.date, float]:
    """The factors of days together; days without one are 1 (1 query)."""
    found: dict[dt.date, list[float]] = defaultdict(list)
    for date, factor in FlowFactor.objects.filter(branch=branch, date__gte=first, date__lte=last).values_list(
        "date", "factor"
    ):
        found[date].append(factor)
    return defaultdict(lambda: 1.0, {date: together(factors) for date, factors in found.items()})


def together(factors: Iterable[float]) -> float:
    """Several factors of one day: their product, kept in bounds."""
    return min(MOST, max(LEAST, math.prod(factors)))


def rescale(branch: Branch, date: dt.date, *, by_factor: float, at: dt.datetime) -> None:
    """Multiply what is left of a day's forecast; before the branch opens, what was planned as well (1–3 queries)."""
    rows = FlowForecast.objects.filter(branch=branch, date=date, starts_at__gte=at)
    opens_at = opening(branch, date).opens_at
    scale_rows(rows, Value(by_factor), at=at, with_plan=opens_at is None or at < opens_at)


def scale_rows(rows: QuerySet[FlowForecast], by_factor: Value | Case, *, at: dt.datetime, with_plan: bool) -> int:
    """Multiply walk-in customers of forecast rows; those who booked come all the same (1 query)."""
    expected = F("booked") * SHOW_SHARE
    names = ["p10", "p50", "p90", "mean", *(["planned"] if with_plan else [])]
    changed = {name: expected + Greatest(F(name) - expected, Value(0.0)) * by_factor for name in names}
    return rows.update(**changed, scale=F("scale") * by_factor, made_at=at)
