"""Words of what customers leave behind."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class FoundKind(models.TextChoices):
    """What was found."""

    CARD = "card", pgettext_lazy("found", "bank card")
    DOCUMENT = "document", pgettext_lazy("found", "identity document")
    SLIP = "slip", pgettext_lazy("found", "slip or paper")
    CASH = "cash", pgettext_lazy("found", "cash")
    PHONE = "phone", pgettext_lazy("found", "mobile phone")
    KEYS = "keys", pgettext_lazy("found", "keys")
    BAG = "bag", pgettext_lazy("found", "bag")
    OTHER = "other", pgettext_lazy("found", "something else")


class FoundStatus(models.TextChoices):
    """States of a found thing."""

    KEPT = "kept", pgettext_lazy("found", "kept here")
    RETURNED = "returned", pgettext_lazy("found", "given back")
    HANDED_ON = "handed_on", pgettext_lazy("found", "handed on")
    DESTROYED = "destroyed", pgettext_lazy("found", "destroyed")


F = FoundStatus
FOUND_MOVES: dict[str, tuple[tuple[FoundStatus, ...], FoundStatus]] = {
    "give_back": ((F.KEPT,), F.RETURNED),
    "hand_on": ((F.KEPT,), F.HANDED_ON),
    "destroy": ((F.KEPT,), F.DESTROYED),
    "keep_on": ((F.RETURNED, F.HANDED_ON, F.DESTROYED), F.KEPT),
}
ENDS = ("give_back", "hand_on", "destroy")
# Whoever found a thing does not make it disappear alone.
BY_TWO = (F.HANDED_ON, F.DESTROYED)
