"""What ratings tell the evening review: both figures and the customers who were looked after, of nobody by name."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.kpis.ratings import KPIS
from complaints.selectors.ratings import low_counts
from lobby.branches.models import Branch
from lobby.floor import review
from lobby.kpi import periods, readings
from lobby.kpi.registry import Kpi


def facts(branch: Branch, date: dt.date, at: dt.datetime) -> dict[str, Any]:
    """The day's ratings against their target (4 queries)."""
    period = periods.day_of(branch, date)
    return {**low_counts(branch, date), "figures": [figure(kpi, period) for kpi in KPIS]}


def figure(kpi: Kpi, period: periods.Period) -> dict[str, Any]:
    """One figure with its target, as plain values."""
    reading = readings.read(kpi, period)
    return {
        "code": kpi.code,
        "n": reading.n,
        "value": None if reading.value is None else float(reading.value),
        "target": None if reading.target is None else float(reading.target),
        "standing": reading.standing.value,
    }


def register() -> None:
    """Fill the registry of the review."""
    review.register_section(
        review.Section(
            name="ratings",
            title=_("What customers said"),
            place=55,
            facts=facts,
            template="complaints/ratings/_review.html",
        )
    )
