"""Words of the activity timer."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.TextChoices):
    """What a lobby manager's time goes into (S320)."""

    GUIDE = "guide", _("guiding")
    TRIAGE = "triage", _("receiving and triage")
    ASSIST = "assist", _("helping at machines and forms")
    MARKETING = "marketing", _("marketing")
    COMPLAINT = "complaint", _("complaints")
    PATROL = "patrol", _("patrol")
    PREP = "prep", _("preparation")
