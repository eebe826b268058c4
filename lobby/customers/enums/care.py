"""Words of looking after customers."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeyDateKind(models.TextChoices):
    """Days of the year to remember; the customer's own birthday stands on the card."""

    WEDDING = "wedding", _("wedding day")
    CHILD = "child", _("a child's birthday")
    PARTNER = "partner", _("the partner's birthday")
    COMPANY = "company", _("the company's founding day")
    OTHER = "other", _("another day")
