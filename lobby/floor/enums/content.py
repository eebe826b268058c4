"""Words of what screens play."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Category(models.TextChoices):
    """The three kinds of content that every playlist holds (S161)."""

    PRODUCT = "product", _("product")
    MARKET = "market", _("market")
    SERVICE = "service", _("service tip")
