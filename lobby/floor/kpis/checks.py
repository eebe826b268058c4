"""Checks as figures: K22 of the bank's list (S401), and the branch score beside it."""

from __future__ import annotations

from django.db.models import Expression, F, Q, QuerySet, Value
from django.utils.translation import gettext_lazy as _

from lobby.floor.enums.checks import HANDED_IN, CheckKind
from lobby.floor.models import ChecklistRun
from lobby.floor.selectors.checks.counting import known_to_branch
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi

LISTING = "floor/checks/_kpi_runs.html"


def opening_runs(period: Period) -> QuerySet[ChecklistRun]:
    """Opening checks that were handed in or missed; a day that turned out to be closed has none."""
    rows = ChecklistRun.objects.filter(**period.of_branch_and_days, kind=CheckKind.OPENING, due_at__isnull=False)
    over = rows.filter(Q(submitted_at__isnull=False) | Q(missed_at__isnull=False))
    return over.select_related("version", "submitted_by")


def was_on_time(period: Period) -> Expression:
    """1 for a run handed in by its due time, else 0."""
    return counts(Q(is_late=False, missed_at__isnull=True, submitted_at__isnull=False))


def scored_runs(period: Period) -> QuerySet[ChecklistRun]:
    """Runs that were handed in, have items with weights, and that the branch may know of."""
    rows = ChecklistRun.objects.filter(
        known_to_branch(), **period.of_branch_and_days, status__in=HANDED_IN, score__isnull=False
    )
    return rows.select_related("version", "submitted_by")


def score(period: Period) -> Expression:
    """The share of weight that was ok, 0 to 1."""
    return F("score") * Value(1.0)


KPIS = [
    Kpi(
        code="K22",
        name=_("Opening check on time"),
        meaning=_("Share of opening checks handed in by their due time, 30 minutes before opening."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.SHARE,
        rows=opening_runs,
        measure=was_on_time,
        moment="due_at",
        listing=LISTING,
        order=("measure", "-day", "pk"),
        target=lambda policy: 100.0,
    ),
    Kpi(
        code="K22S",
        name=_("Score of checks"),
        meaning=_("Mean score of checks that were handed in: the share of their items' weight that was ok."),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.MEAN,
        rows=scored_runs,
        measure=score,
        moment="submitted_at",
        listing=LISTING,
        order=("measure", "-day", "pk"),
    ),
]
