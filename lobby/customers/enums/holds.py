"""Words of holds on contact."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactHoldKind(models.TextChoices):
    """Why nobody offers anything to a customer for a while."""

    COMPLAINT = "complaint", _("open complaint")
