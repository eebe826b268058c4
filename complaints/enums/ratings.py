"""Words of ratings: where they come from, the five marks, what became of a low one."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lobby.branches.enums import DeviceKind
from queueing.enums import Outcome

LOWEST, HIGHEST = 1, 5
# A rating up to this one is looked after at once (S008).
LOW = 2
NPS_HIGHEST = 10
# Answers to "would you recommend us" from these on promote, up to those speak against (K25).
PROMOTES_FROM, DETRACTS_TO = 9, 6
COMMENT_LENGTH = 500
# What was served: only that can be rated.
RATED_OUTCOMES = (Outcome.COMPLETED, Outcome.PARTLY)


class RatingSource(models.TextChoices):
    """How a rating came in (S191)."""

    COUNTER = "counter", _("evaluator at the counter")
    PHONE = "phone", _("page of the ticket")
    KIOSK = "kiosk", pgettext_lazy("rating", "kiosk")
    SURVEY = "survey", pgettext_lazy("rating", "survey")
    CALL = "call", _("follow-up by telephone")
    MACHINE = "machine", _("video teller machine")


# Staff write down what a customer said; everything else the customer touches.
BY_STAFF = (RatingSource.SURVEY, RatingSource.CALL)
DEVICE_SOURCES = {DeviceKind.KIOSK: RatingSource.KIOSK, DeviceKind.EVALUATOR: RatingSource.COUNTER}


class Mark(models.IntegerChoices):
    """The five marks in words."""

    VERY_BAD = 1, _("very dissatisfied")
    BAD = 2, _("dissatisfied")
    MIDDLING = 3, pgettext_lazy("rating", "so-so")
    GOOD = 4, _("satisfied")
    VERY_GOOD = 5, _("very satisfied")

    @property
    def icon(self) -> str:
        """The face of a mark; the word and the number stand beside it."""
        return {1: "angry", 2: "frown", 3: "meh", 4: "smile", 5: "laugh"}[self]


class Recovery(models.TextChoices):
    """What was done after a low rating."""

    TALKED = "talked", _("talked with the customer and apologised")
    SOLVED = "solved", _("put it right")
    EXPLAINED = "explained", _("explained the cause")
    COMPLAINT = "complaint", _("noted a complaint")
    NOT_REACHED = "not_reached", _("the customer was gone or not reached")
    TASK = "task", _("done as a task")
