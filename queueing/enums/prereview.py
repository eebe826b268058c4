"""Words of the pre-review."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DocState(models.TextChoices):
    """How a document stands at the pre-review."""

    PRESENT = "present", _("present")
    MISSING = "missing", _("missing")
    INVALID = "invalid", _("invalid")
