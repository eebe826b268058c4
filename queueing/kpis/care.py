"""Pace at the windows (K21), and simple business at a counter that a machine could have done (S013)."""

from __future__ import annotations

from django.db.models import Expression, ExpressionWrapper, F, FloatField, Q, QuerySet
from django.db.models.functions import ExtractYear
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from lobby.branches.models import BranchPolicy
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.measures import counts
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi
from queueing.domain.care.throughput import WHOLE_FROM_S
from queueing.models import Ticket, WindowHour


def hours(period: Period) -> QuerySet[WindowHour]:
    """Hours with open windows that were looked at long enough, and for which the usual is known."""
    rows = WindowHour.objects.filter(**period.of_branch_and_days, usual__gt=0, open_s__gt=0)
    return rows.filter(covered_s__gte=WHOLE_FROM_S)


def pace(period: Period) -> Expression:
    """Customers served in an open window-hour as a part of the usual for that weekday and hour."""
    return ExpressionWrapper(F("served") * 3600.0 / F("open_s") / F("usual"), output_field=FloatField())


def unjudged(period: Period) -> str:
    """How many hours could not be held against anything."""
    n = WindowHour.objects.filter(**period.of_branch_and_days, usual__isnull=True, open_s__gt=0).count()
    words = ngettext(
        "{n} hour has no usual pace yet: it takes three of the last four weeks.",
        "{n} hours have no usual pace yet: it takes three of the last four weeks.",
        n,
    )
    return words.format(n=n) if n else ""


def alert_line(policy: BranchPolicy) -> float:
    """Per cent below which the lobby is told (S101)."""
    return float(policy.throughput_alert_percent)


def simple_at_counter(period: Period) -> QuerySet[Ticket]:
    """Simple business begun at a counter that some machine of the branch can do; protected customers are in no figure.

    Who is elderly or prefers the counter by word was never judged; who is by the card is left out here (R19, N10).
    """
    judged = Ticket.objects.filter(**period.of_branch_and_days, could_have_been_self_service__isnull=False)
    age = ExtractYear("day") - F("customer__birth_year")
    rows = judged.annotate(age=ExpressionWrapper(age, output_field=FloatField()))
    protected = Q(customer__prefers_counter=True) | Q(age__gte=period.threshold("elderly_from_age"))
    unprotected = Q(customer__isnull=True) | ~protected | Q(customer__prefers_counter=False, age__isnull=True)
    return rows.filter(unprotected).select_related("service", "counter")


def was_machine_free(period: Period) -> Expression:
    """1 where a machine that does it was free when the counter began, else 0."""
    return counts(Q(could_have_been_self_service=True))


KPIS = [
    Kpi(
        code="K21",
        name=_("Pace at the windows"),
        meaning=_(
            "Customers served in an open window-hour, as a share of the median of the same weekday and hour over the last "
            "four weeks."
        ),
        unit=Unit.PERCENT,
        direction=Direction.HIGH,
        method=Method.MEAN,
        rows=hours,
        measure=pace,
        moment="starts_at",
        target=alert_line,
        listing="queueing/head/_kpi_windows.html",
        order=("measure", "pk"),
        aside=unjudged,
    ),
    Kpi(
        code="D06",
        name=_("Could have been self-service"),
        meaning=_(
            "Share of simple business at a counter for which a machine was free when it began; elderly and "
            "counter-preferring left out."
        ),
        unit=Unit.PERCENT,
        direction=Direction.LOW,
        method=Method.SHARE,
        rows=simple_at_counter,
        measure=was_machine_free,
        moment="started_at",
        listing="queueing/head/_kpi_counter.html",
        order=("-measure", "-started_at", "pk"),
    ),
]
