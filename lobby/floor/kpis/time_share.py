"""K34: how the logged time was shared out (S320)."""

from __future__ import annotations

from django.db.models import Expression, F, FloatField, Func, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lobby.floor.enums.activities import ActivityKind
from lobby.floor.models import Activity
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split


class Minutes(Func):
    """Minutes from one moment to another."""

    template = "(EXTRACT(EPOCH FROM %(expressions)s) / 60)"
    arg_joiner = " - "
    output_field = FloatField()


def logged(period: Period) -> QuerySet[Activity]:
    """Finished stretches of work of the period's days; what still runs is not counted yet."""
    here = Q(branch=period.branch, date__gte=period.first, date__lte=period.last)
    return Activity.objects.filter(here, ended_at__isnull=False).select_related("staff")


def minutes(period: Period) -> Expression:
    """The stretch's minutes."""
    return Minutes(F("ended_at"), F("started_at"))


def kind_words(value: str) -> str | Promise:
    """A kind of work in words."""
    return ActivityKind(value).label


TIME_SHARE = Kpi(
    code="K34",
    name=_("Shares of time"),
    meaning=_("Share of each kind of work in the minutes that people logged on My day."),
    unit=Unit.PERCENT,
    direction=Direction.HIGH,
    method=Method.SHARE,
    rows=logged,
    measure=minutes,
    weight=minutes,
    moment="started_at",
    listing="floor/my_day/_kpi_activities.html",
    order=("started_at", "pk"),
    split=Split(name=_("kind of work"), column="kind", labels=kind_words, of_whole=True),
)
