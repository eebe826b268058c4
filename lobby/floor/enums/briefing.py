"""Words of the morning briefing and the evening review."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BriefingStatus(models.TextChoices):
    """States of a briefing and of a review: prepared and held, then kept as it was."""

    OPEN = "open", pgettext_lazy("case", "open")
    CLOSED = "closed", pgettext_lazy("case", "closed")


B = BriefingStatus
# Verb → from which states → to which state; `write` is every change of what is written. Anything else is refused.
BRIEFING_MOVES: dict[str, tuple[tuple[BriefingStatus, ...], BriefingStatus]] = {
    "write": ((B.OPEN,), B.OPEN),
    "close": ((B.OPEN,), B.CLOSED),
}


class Weather(models.TextChoices):
    """What the sky does to the day's customers (S404)."""

    FAIR = "fair", _("fair")
    RAIN = "rain", _("rain")
    HEAVY_RAIN = "heavy_rain", _("heavy rain")
    SNOW = "snow", _("snow or ice")
    HEAT = "heat", _("great heat")


class Traffic(models.TextChoices):
    """How customers get here."""

    NORMAL = "normal", _("as usual")
    DISTURBED = "disturbed", _("disturbed")


class GoalKind(models.TextChoices):
    """What a goal of the day is about (S323)."""

    KEY = "key", _("key product")
    ORDINARY = "ordinary", _("ordinary product")
    CROSS = "cross", _("cross-selling")
