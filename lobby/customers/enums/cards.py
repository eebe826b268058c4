"""Words of the card itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(models.TextChoices):
    """Customer level as the core system states it; never guessed from looks (N02)."""

    STANDARD = "standard", _("standard")
    GOLD = "gold", _("gold")
    VIP = "vip", _("VIP")


class ContactWay(models.TextChoices):
    """How a customer wants to be reached."""

    PHONE = "phone", pgettext_lazy("contact", "phone")
    SMS = "sms", _("text message")
    EMAIL = "email", _("e-mail")


class Capacity(models.TextChoices):
    """Capacity to act (R05, article 19): without it nothing is offered, with a limited one only what is of low risk."""

    FULL = "full", pgettext_lazy("capacity", "full")
    LIMITED = "limited", _("limited")
    NONE = "none", _("none")
