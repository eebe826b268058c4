"""K36: how far the forecast was from who came."""

from __future__ import annotations

from django.db.models import Expression, ExpressionWrapper, F, FloatField, QuerySet
from django.db.models.functions import Abs
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from queueing.models import ForecastError

LEAST_ARRIVALS = 5
ERROR_TARGET = 25.0  # per cent, proposed beside S140


def hours(period: Period) -> QuerySet[ForecastError]:
    """Forecast hours of days that are over in which at least five customers came."""
    return ForecastError.objects.filter(**period.of_branch_and_days, arrivals__gte=LEAST_ARRIVALS)


def relative_error(period: Period) -> Expression:
    """The distance of the forecast as a share of who came."""
    return ExpressionWrapper(Abs(F("planned") - F("arrivals")) / F("arrivals"), output_field=FloatField())


def quiet_hours(period: Period) -> str:
    """How many hours had too few customers to divide by; nothing where none had."""
    n = ForecastError.objects.filter(**period.of_branch_and_days, arrivals__lt=LEAST_ARRIVALS).count()
    words = ngettext(
        "{n} hour with fewer than 5 arrivals is left out.", "{n} hours with fewer than 5 arrivals are left out.", n
    )
    return words.format(n=n) if n else ""


KPIS = [
    Kpi(
        code="K36",
        name=_("Forecast error"),
        meaning=_(
            "Mean distance of the forecast in force when the branch opened from who came, hour by hour, as a share of who "
            "came. Known the day after."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.MEAN,
        rows=hours,
        measure=relative_error,
        moment="starts_at",
        target=lambda policy: ERROR_TARGET,
        listing="queueing/head/_kpi_hours.html",
        order=("-measure", "pk"),
        aside=quiet_hours,
    ),
]
