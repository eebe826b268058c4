"""Correcting the rest of a day by what came so far."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, FloatField, Value, When

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.live import journal
from queueing.domain.flow.counting import arrived
from queueing.domain.flow.factors import SHOW_SHARE, factor_of, scale_rows
from queueing.events.forecasts import ForecastCorrected
from queueing.models import FlowForecast, FlowState
from queueing.selectors.forecasts import SLOT

# The forecast counts as much as so many customers who came: a day's sway of about 16 per cent (1 / 0.16²).
FAITH = 40.0
BOUNDS = (0.5, 2.0)
WORTH_IT = 0.02  # smaller changes are not written


@dataclass(frozen=True, slots=True)
class SoFar:
    """Customers of one service in the half hours of today that are over: expected by the night, and come."""

    expected: float
    came: int


def correct_day(branch_id: int, *, at: dt.datetime) -> bool:
    """Scale what is left of today by what came so far; returns whether anything changed (5–7 queries)."""
    with journal.unit(by=SYSTEM, at=at):
        states = FlowState.objects.select_for_update(no_key=True, of=("self",), skip_locked=True).select_related(
            "branch"
        )
        state = states.filter(branch_id=branch_id).first()
        if state is None:
            return False
        branch, today = state.branch, business_date(state.branch, at)
        factor = factor_of(branch, today)
        so_far = count_so_far(branch, today, factor, at=at)
        wanted = {service: factor * ratio for service, ratio in ratios(so_far).items()}
        changes = changed(branch, today, wanted, at=at)
        if not changes:
            return False
        by_service = [When(service=service, then=Value(change)) for service, change in changes.items()]
        rows = FlowForecast.objects.filter(branch=branch, date=today, starts_at__gte=at, service__in=changes)
        scale_rows(rows, Case(*by_service, output_field=FloatField()), at=at, with_plan=False)
        least, most = min(wanted.values()) / factor, max(wanted.values()) / factor
        journal.record(
            ForecastCorrected(branch_id=branch.pk, day=today.isoformat(), least=round(least, 3), most=round(most, 3))
        )
    return True


def count_so_far(branch: Branch, today: dt.date, factor: float, *, at: dt.datetime) -> dict[int, SoFar]:
    """What was expected and who came in the half hours that are over, by service (2 queries)."""
    rows = FlowForecast.objects.filter(branch=branch, date=today, starts_at__lte=at - SLOT)
    expected: dict[int, float] = defaultdict(float)
    seen = set()
    for service, starts_at, mean, booked, scale in rows.values_list("service", "starts_at", "mean", "booked", "scale"):
        known = booked * SHOW_SHARE
        expected[service] += max(0.0, mean - known) / scale * factor + known
        seen.add((service, starts_at))
    came: dict[int, int] = defaultdict(int)
    for row in arrived(branch, today, today):
        if (row.service, row.starts_at) in seen:
            came[row.service] += row.arrivals
    return {service: SoFar(value, came[service]) for service, value in expected.items()}


def ratios(so_far: dict[int, SoFar]) -> dict[int, float]:
    """How much more or less is to be expected of each service: the branch's own ratio, then the service's, both damped.

    The mean of a Gamma-Poisson law: what came counts the more, the more came.
    """
    whole = damped(sum(one.came for one in so_far.values()), sum(one.expected for one in so_far.values()))
    least, most = BOUNDS
    return {
        service: min(most, max(least, whole * damped(one.came, one.expected * whole)))
        for service, one in so_far.items()
    }


def damped(came: float, expected: float) -> float:
    """How much more came than was expected, drawn to 1."""
    return (came + FAITH) / (expected + FAITH)


def changed(branch: Branch, today: dt.date, wanted: dict[int, float], *, at: dt.datetime) -> dict[int, float]:
    """By what the rest of today has to be multiplied, for the services where it matters (1 query)."""
    rows = FlowForecast.objects.filter(branch=branch, date=today, starts_at__gte=at, service__in=wanted)
    found = {}
    for service, scale in rows.order_by("service", "starts_at").values_list("service", "scale"):
        change = wanted[service] / scale
        if abs(change - 1) >= WORTH_IT:
            found[service] = change
    return found
