"""Words of judging video sessions (VA-4): states, moves, what is looked at."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class QcStatus(models.TextChoices):
    """States of a sheet. A pending one was not drawn, and may still be as long as its month runs."""

    PENDING = "pending", _("not drawn")
    SAMPLED = "sampled", _("drawn")
    SCORED = "scored", _("scored")
    APPEALED = "appealed", _("appealed")
    FINAL = "final", _("final")


Q = QcStatus
# Verb → from which states → to which state. Anything else: 409.
QC_MOVES: dict[str, tuple[tuple[QcStatus, ...], QcStatus]] = {
    "sample": ((Q.PENDING,), Q.SAMPLED),
    "score": ((Q.SAMPLED,), Q.SCORED),
    "appeal": ((Q.SCORED,), Q.APPEALED),
    "accept": ((Q.SCORED,), Q.FINAL),
    "decide": ((Q.APPEALED,), Q.FINAL),
}
JUDGED = (Q.SCORED, Q.APPEALED, Q.FINAL)


class Phase(models.TextChoices):
    """Which part of a session an item is about (S173e)."""

    BEFORE = "before", _("before")
    DURING = "during", _("during")
    AFTER = "after", _("after")


class Mark(models.IntegerChoices):
    """How well an item was done."""

    NOT = 0, _("not done")
    PARTLY = 1, _("partly")
    WELL = 2, _("well")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the sheet; the weights of all lines make 100."""

    code: str
    phase: Phase
    weight: int
    words: str | Promise


ITEMS = (
    Item("greeting", Phase.BEFORE, 10, _("Greeted, said the own name, said that the session is recorded")),
    Item("identity", Phase.BEFORE, 20, _("Looked at the document and checked the person with care")),
    Item("disclosure", Phase.DURING, 20, _("Read the risk notice out in full and waited for the answer")),
    Item("accuracy", Phase.DURING, 20, _("Entered what the customer wanted, without a mistake")),
    Item("wording", Phase.DURING, 10, _("Spoke clearly and politely; promised no returns")),
    Item("privacy", Phase.DURING, 10, _("Asked for no PIN or code; nobody else was in the picture")),
    Item("closing", Phase.AFTER, 10, _("Summed up, told what comes next, asked for the rating")),
)
BEST_SCORE = 100
