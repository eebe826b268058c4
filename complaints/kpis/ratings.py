"""Satisfaction and recommending: K05 and K25 of the bank's list (S191, S197d).

Every rating counts once and alike, wherever it comes from; the page of the figure tells each source with its own n.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Expression, F, FloatField, Q, QuerySet, Value, When
from django.db.models.functions import Cast
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from complaints.enums.ratings import DETRACTS_TO, HIGHEST, PROMOTES_FROM, RatingSource
from complaints.models import Rating
from lobby.kpi.enums import Direction, Method, Unit
from lobby.kpi.periods import Period
from lobby.kpi.registry import Kpi, Split

TARGET = 95.0  # points, S191
LISTING = "complaints/ratings/_kpi_ratings.html"


def rated(period: Period) -> QuerySet[Rating]:
    """Every rating, by the business day on which it was given."""
    return Rating.objects.filter(**period.of_branch_and_days).select_related("service")


def answered(period: Period) -> QuerySet[Rating]:
    """Those with an answer whether the customer would recommend the bank."""
    return rated(period).filter(nps__isnull=False)


def share_of_best(period: Period) -> Expression:
    """A mark as a part of the best one: 20 points each, told in hundredths."""
    return Cast(F("score"), FloatField()) / Value(float(HIGHEST))


def promotes(period: Period) -> Expression:
    """1 for somebody who recommends the bank, −1 for somebody who speaks against it, 0 between."""
    return Case(
        When(Q(nps__gte=PROMOTES_FROM), then=Value(1.0)),
        When(Q(nps__lte=DETRACTS_TO), then=Value(-1.0)),
        default=Value(0.0),
    )


def source_words(value: Any) -> str | Promise:
    """Where ratings come from."""
    return RatingSource(value).label


K05 = Kpi(
    code="K05",
    name=_("Satisfaction"),
    meaning=_("20 points for each of the five marks, the mean over all ratings; each source counts by its number."),
    unit=Unit.POINTS,
    direction=Direction.HIGH,
    method=Method.MEAN,
    rows=rated,
    measure=share_of_best,
    moment="given_at",
    listing=LISTING,
    order=("measure", "-given_at", "pk"),
    target=lambda policy: TARGET,
    split=Split(name=_("source"), column="source", labels=source_words),
)
K25 = Kpi(
    code="K25",
    name=_("Would recommend us"),
    meaning=_("Share who answered 9 or 10 less the share who answered 0 to 6, of all who answered."),
    unit=Unit.POINTS,
    direction=Direction.HIGH,
    method=Method.MEAN,
    rows=answered,
    measure=promotes,
    moment="given_at",
    listing=LISTING,
    order=("measure", "-given_at", "pk"),
    split=Split(name=_("source"), column="source", labels=source_words),
)
KPIS = (K05, K25)
