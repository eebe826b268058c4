"""Words of care for people who wait, and of who looks after a visit."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class CareKind(models.TextChoices):
    """What was done for somebody who waits (S416)."""

    APOLOGISED = "apologised", _("apologised")
    EXPLAINED = "explained", _("explained the cause")
    WATER = "water", _("brought water")
    READING = "reading", _("brought reading")


class StageKind(models.TextChoices):
    """The parts of a visit that are handed over from one owner to the next (S194)."""

    PRE_REVIEW = "pre_review", _("pre-review")
    CORE = "core", _("core business")
    FOLLOW_UP = "follow_up", _("follow-up")


class Signal(models.TextChoices):
    """What warns early of a complaint; two of four put a visit on the list (S119)."""

    LONG_WAIT = "long_wait", _("long wait")
    REWORK = "rework", _("sent back")
    UPSET = "upset", _("upset")
    LOW_RATING = "low_rating", _("low rating")


SIGNALS_NEEDED = 2


class NoteTag(models.TextChoices):
    """What a quick note is about: what the customer told or asked, never a guess (S118)."""

    FAMILY = "family", _("family event")
    HOME = "home", _("home or moving")
    STUDY = "study", _("study")
    RETIREMENT = "retirement", _("retirement")
    BUSINESS = "business", _("own business")
    TRAVEL = "travel", _("travel")
    SAVINGS = "savings", _("savings")
    WEALTH = "wealth", _("wealth products")
    LOAN = "loan", _("loan")
    CARD = "card", _("cards")
    DIGITAL = "digital", _("mobile bank")
