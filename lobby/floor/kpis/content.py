"""Whether what the screens play is fresh: K23 of the bank's list (S161)."""

from __future__ import annotations

from django.db.models import Expression, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from lobby.floor.models import PlayDay
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi


def wall_days(period: Period) -> QuerySet[PlayDay]:
    """One row for each wall and business day on which it said what it played."""
    return PlayDay.objects.filter(**period.of_branch_and_days).select_related("wall")


def is_fresh(period: Period) -> Expression:
    """1 for a wall whose content was young enough all day and that played nothing expired, else 0."""
    return counts(Q(is_fresh=True, expired=0))


CONTENT_FRESH = Kpi(
    code="K23",
    name=_("Fresh content"),
    meaning=_("Share of screens, day by day, whose content had changed within a week and that played nothing expired."),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=wall_days,
    measure=is_fresh,
    moment="last_at",
    listing="floor/content/_kpi_walls.html",
    order=("measure", "-day", "wall__code"),
    target=lambda policy: 100.0,
)
KPIS = [CONTENT_FRESH]
