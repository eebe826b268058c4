"""Words of the flow forecast."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FlowCause(models.TextChoices):
    """What changes a day's flow and cannot be read from the calendar (S404)."""

    HEAVY_RAIN = "heavy_rain", _("heavy rain")
    SNOW = "snow", _("snow or ice")
    HEAT = "heat", _("great heat")
    TRAFFIC = "traffic", _("traffic disturbed")
    EVENT = "event", _("event nearby")
    OTHER = "other", _("other")

    @property
    def usual_factor(self) -> float:
        """What the cause usually does to arrivals, where the person who sets it does not say."""
        return USUAL_FACTORS[self]


USUAL_FACTORS = {
    FlowCause.HEAVY_RAIN: 0.8,
    FlowCause.SNOW: 0.7,
    FlowCause.HEAT: 0.9,
    FlowCause.TRAFFIC: 0.9,
    FlowCause.EVENT: 1.2,
    FlowCause.OTHER: 1.0,
}
