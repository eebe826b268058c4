"""Words of walls."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class AnnouncementKind(models.TextChoices):
    """First call or a repeat."""

    CALL = "call", _("call")
    RECALL = "recall", _("recall")
