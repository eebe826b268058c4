"""Words of doubtful bills (S176c)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BillKind(models.TextChoices):
    """What the customer presents."""

    CHEQUE = "cheque", _("cheque")
    DRAFT = "draft", _("bank draft")
    PROMISSORY = "promissory", _("promissory note")
    ACCEPTANCE = "acceptance", _("acceptance bill")
    DEPOSIT_SLIP = "deposit_slip", _("deposit receipt")
    OTHER = "other", _("another paper")


class BillDoubt(models.TextChoices):
    """What is doubtful about it."""

    PAPER = "paper", pgettext_lazy("thing", "paper")
    PRINT = "print", _("print")
    MARKS = "marks", _("security marks")
    FILLING = "filling", _("how it is filled in")
    SEAL = "seal", _("seal or signature")


class BillStatus(models.TextChoices):
    """States of a bill check."""

    WAITING = "waiting", _("waits for a specialist")
    EXAMINING = "examining", _("being examined")
    GENUINE = "genuine", _("genuine")
    DOUBTFUL = "doubtful", _("still doubtful: ask the issuing bank")
    FAKE = "fake", _("forged: handed over")
    WITHDRAWN = "withdrawn", _("withdrawn")


B = BillStatus
RESULTS = (B.GENUINE, B.DOUBTFUL, B.FAKE)
BILL_MOVES: dict[str, tuple[tuple[BillStatus, ...], BillStatus]] = {
    "accept": ((B.WAITING,), B.EXAMINING),
    "find_genuine": ((B.EXAMINING,), B.GENUINE),
    "find_doubtful": ((B.EXAMINING,), B.DOUBTFUL),
    "find_fake": ((B.EXAMINING,), B.FAKE),
    "withdraw": ((B.WAITING,), B.WITHDRAWN),
}
