"""Words of what customers come for, and of why a counter rightly offered nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class NeedKind(models.TextChoices):
    """What a customer said they need: noted before anything is offered (S316), never guessed."""

    SAVING = "saving", _("putting money aside")
    INVESTING = "investing", _("investing")
    BORROWING = "borrowing", _("borrowing")
    CARD = "card", _("cards")
    BILLS = "bills", _("paying bills")
    ABROAD = "abroad", _("going abroad")
    EDUCATION = "education", _("children's education")
    PENSION = "pension", _("provision for old age")
    CASH = "cash", _("cash")
    DIGITAL = "digital", _("mobile banking")
    BUSINESS = "business", _("own business")
    MOVING_OUT = "moving_out", _("moving money to another bank")
    OTHER = "other", _("something else")


class SkipReason(models.TextChoices):
    """Why nothing was said, or the hint put away: all of these are right, and count as covered (S321, N14)."""

    DECLINED = "declined", _("does not want to be asked")
    NOT_SUITABLE = "not_suitable", _("not suitable for this customer")
    NO_CONSENT = "no_consent", _("no consent to offers")
    HAS_IT = "has_it", _("has it already")
    NO_TIME = "no_time", _("in a hurry, or others wait")


class Place(models.TextChoices):
    """Where a prompt would be said or shown."""

    LOBBY = "lobby", _("in the hall")
    COUNTER = "counter", _("at the counter")
    MACHINE = "machine", _("on a machine")
