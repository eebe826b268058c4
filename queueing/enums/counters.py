"""Words of counters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SessionStatus(models.TextChoices):
    """States of a counter session."""

    OPEN = "open", _("open")
    PAUSED = "paused", _("paused")
    CLOSED = "closed", _("closed")


class PauseReason(models.TextChoices):
    """Why a counter is paused."""

    BREAK = "break", _("break")
    MEAL = "meal", _("meal")
    CASH = "cash", _("cash handling")
    SYSTEM = "system", _("system trouble")
    ASSIST = "assist", _("helping in the lobby")
    OTHER = "other", _("other")
