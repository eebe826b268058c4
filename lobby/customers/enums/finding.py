"""Words of finding a customer: by what, and where."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class FindWay(models.TextChoices):
    """What a customer is known by; a face is none of it (N03)."""

    APPOINTMENT = "appointment", _("appointment code")
    PHONE = "phone", _("phone number")
    REFERENCE = "reference", _("customer number")
    DOCUMENT = "document", _("identity document")
    BANK_CARD = "bank_card", _("bank card")


class Place(models.TextChoices):
    """Where somebody is looked for or looked at."""

    KIOSK = "kiosk", _("kiosk")
    TABLET = "tablet", _("lobby tablet")
    COUNTER = "counter", _("counter")


# A number that anybody may type says of whom it is, not who stands there; a card, document or appointment does.
TYPED = (FindWay.PHONE, FindWay.REFERENCE)
