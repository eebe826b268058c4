"""Words of the figures."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What a figure is told in.

    Rows are measured in seconds, as 1 (counts) and 0 (does not), in yuan, as multiples, or as a part of 1 for points.
    """

    MINUTES = "minutes", _("min")
    PERCENT = "percent", _("%")
    YUAN = "yuan", _("yuan")
    TIMES = "times", _("a day")
    STARS = "stars", _("of 5")
    MULTIPLE = "multiple", _("times")
    POINTS = "points", _("points")

    @property
    def factor(self) -> float:
        """From the rows' measure to the unit."""
        return {Unit.MINUTES: 1 / 60, Unit.PERCENT: 100.0, Unit.POINTS: 100.0}.get(self, 1.0)


class Direction(StrEnum):
    """Which side of its target a figure should be on."""

    LOW = "low"
    HIGH = "high"


class Method(StrEnum):
    """How rows become one figure."""

    MEAN = "mean"
    SHARE = "share"
    MEDIAN = "median"
    TOTAL = "total"


class Standing(StrEnum):
    """How a figure stands against its target; the words of the design's marks. OFF is not judged."""

    FINE = "fine"
    ATTENTION = "attention"
    LATE = "late"
    OFF = "off"
