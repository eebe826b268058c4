"""Words of stock: kinds of material, reasons of moves, purposes of gifts."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class MaterialKind(models.TextChoices):
    """What lies in the cupboard."""

    LEAFLET = "leaflet", _("leaflet")
    FORM = "form", pgettext_lazy("stock", "form")
    VOUCHER = "voucher", _("voucher")
    PRIZE = "prize", _("prize or gift")
    CARE_KIT = "care_kit", _("care kit")
    FIRST_AID = "first_aid", _("first aid")
    OTHER = "other", _("other")


class MoveReason(models.TextChoices):
    """Why a quantity changed."""

    RECEIVED = "received", _("received")
    ISSUED = "issued", _("issued")
    REFILLED_FOLDER = "refilled_folder", _("work folder refilled")
    COUNTED = "counted", _("counted")
    EXPIRED_REMOVED = "expired_removed", _("expired, removed")
    LOST = "lost", _("lost or damaged")
    TAKEN_BACK = "taken_back", _("taken back")


class Purpose(models.TextChoices):
    """What a prize or gift is given for. A purchase is no purpose: gifts bound to one are banned (N07)."""

    EDUCATION = "education", _("financial education")
    PARTICIPATION = "participation", _("taking part")
    EVENT = "event", _("branch event")
    CARE = "care", _("care or apology")


OUTWARD = (MoveReason.ISSUED, MoveReason.REFILLED_FOLDER, MoveReason.LOST)
PRIZES = (MaterialKind.PRIZE,)
# Printed promises need the number of their approval (R10).
PRINTED = (MaterialKind.LEAFLET,)
