"""Measuring figures: one aggregate over the rows of a branch and its days, whole or cut by hour, day or column."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from django.db.models import Count, Expression, F, FloatField, IntegerField, QuerySet, Sum
from django.db.models.functions import Cast, Floor, Round

from lobby.branches.calendar import local_hour
from lobby.kpi.enums import Method
from lobby.kpi.parts import BUCKET_S, Parts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi


def measured(kpi: Kpi, period: Period) -> Parts:
    """The parts of a figure over a whole period (1 query)."""
    return _cut(kpi, period, None).get(None, Parts())


def measured_by_hour(kpi: Kpi, period: Period) -> dict[int, Parts]:
    """The parts by the hour on the branch's wall clock, 0–23 (1 query)."""
    return _cut(kpi, period, local_hour(period.branch, kpi.moment))


def measured_by(kpi: Kpi, period: Period, column: str) -> dict[Any, Parts]:
    """The parts by a column of the rows (1 query)."""
    return _cut(kpi, period, F(column))


def rows_of(kpi: Kpi, period: Period) -> QuerySet[Any]:
    """The rows behind a figure with their `measure`, in the figure's own order."""
    return kpi.rows(period).annotate(measure=kpi.measure(period)).order_by(*kpi.order)


def _cut(kpi: Kpi, period: Period, key: Expression | F | None) -> dict[Any, Parts]:
    rows = kpi.rows(period).order_by().annotate(measure=kpi.measure(period))
    names = []
    if key is not None:
        rows, names = rows.annotate(cut=key), ["cut"]
    count = Cast(Round(Sum(kpi.weight(period))), IntegerField()) if kpi.weight else Count("measure")
    sums = {"n": count, "total": Sum("measure", output_field=FloatField())}
    if kpi.method != Method.MEDIAN:
        found = rows.values(*names).annotate(**sums) if names else [rows.aggregate(**sums)]
        return {row.get("cut"): Parts(row["n"] or 0, row["total"] or 0.0) for row in found}
    # Half a bucket goes up: PostgreSQL's own rounding of floats would send it to the even one.
    bucket = Cast(Floor(F("measure") / float(BUCKET_S) + 0.5), IntegerField())
    return _histograms(rows.annotate(bucket=bucket).values(*names, "bucket").annotate(**sums))


def _histograms(found: QuerySet[Any, dict[str, Any]]) -> dict[Any, Parts]:
    parts: dict[Any, Parts] = defaultdict(Parts)
    for row in found:
        parts[row.get("cut")] += Parts(row["n"], row["total"] or 0.0, Counter({row["bucket"]: row["n"]}))
    return dict(parts)
