"""Words of the figures."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unit(models.TextChoices):
    """What a figure is told in. Rows are measured in seconds, or as 1 (counts) and 0 (does not)."""

    MINUTES = "minutes", _("min")
    PERCENT = "percent", _("%")

    @property
    def factor(self) -> float:
        """From the rows' measure to the unit."""
        return 1 / 60 if self is Unit.MINUTES else 100


class Direction(models.TextChoices):
    """Which side of its target a figure should be on."""

    LOW = "low", _("the lower the better")
    HIGH = "high", _("the higher the better")


class Method(models.TextChoices):
    """How rows become one figure."""

    MEAN = "mean", _("average")
    SHARE = "share", _("share")
    MEDIAN = "median", _("median")


class Standing(models.TextChoices):
    """How a figure stands against its target."""

    FINE = "fine", _("on target")
    ATTENTION = "attention", _("off target")
    LATE = "late", _("far off target")
    OPEN = "off", _("not judged")
