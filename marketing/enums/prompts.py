"""Words of prompts: what may start one, what silences it, what became of it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ScenarioCode(models.TextChoices):
    """The seven scenarios of selling by serving (S154): these and no others."""

    PAYDAY = "payday", _("payday")
    FESTIVAL = "festival", _("festivals")
    BILLS = "bills", _("paying bills")
    INVESTMENT = "investment", _("investment")
    ABROAD = "abroad", _("going abroad")
    EDUCATION = "education", _("children's education")
    PENSION = "pension", _("pension")


class PromptAnswer(models.TextChoices):
    """What the customer said, in one tap; or why a counter rightly said nothing (N14)."""

    INTERESTED = "interested", _("interested")
    LATER = "later", pgettext_lazy("prompt", "later")
    NO = "no", pgettext_lazy("prompt", "no")


class Silence(models.TextChoices):
    """Why nothing is prompted."""

    NO_CONSENT = "no_consent", _("no consent to offers")
    NO_NEED = "no_need", _("the need is not noted yet")
    CALLED_SOON = "called_soon", _("called within minutes, or busy elsewhere")
    UPSET = "upset", _("the customer is upset")
    COMPLAINT = "complaint", _("a complaint is open")
    COOL_OFF = "cool_off", _("said no not long ago")
    CAP = "cap", _("asked once in this visit already")
    FREQUENCY = "frequency", _("contacted often enough of late")
    PEAK = "peak", _("the hall is at its peak")
    UNSUITABLE = "unsuitable", _("nothing suitable")
    UNQUALIFIED = "unqualified", _("without the qualification it needs")
    NOTHING = "nothing", _("no rule applies")
    ENDED = "ended", _("the visit is over")


# Silences that a screen tells nobody about: what lies behind them is not everybody's to know.
PEACE = (Silence.COMPLAINT, Silence.UPSET, Silence.COOL_OFF, Silence.FREQUENCY)
