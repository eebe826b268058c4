"""Words of fraud: the five signs, the review, the talk and the case in five steps."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class FraudSign(models.TextChoices):
    """What the customer tells about whoever asked for the money (S176d). Nothing about how the customer looks."""

    VERIFY = "verify", _("asked to verify account, card or identity")
    CODES = "codes", _("asked for a code or password")
    LINKS = "links", _("unknown app, link or shared screen")
    FEE_FIRST = "fee_first", _("high return, but a fee first")
    HURRY = "hurry", _("urged to hurry, or to tell nobody")


class CheckStatus(models.TextChoices):
    """States of a check for signs of fraud. Under review or stopped, the service cannot be finished as done."""

    CLEAR = "clear", _("few signs: go on")
    IN_REVIEW = "in_review", _("waits for a decision")
    RELEASED = "released", _("may go on")
    STOPPED = "stopped", pgettext_lazy("fraud", "stopped")
    LAPSED = "lapsed", _("lapsed")


C = CheckStatus
BLOCKING = (C.IN_REVIEW, C.STOPPED)
CHECK_MOVES: dict[str, tuple[tuple[CheckStatus, ...], CheckStatus]] = {
    "release": ((C.IN_REVIEW,), C.RELEASED),
    "stop": ((C.IN_REVIEW,), C.STOPPED),
    "lapse": ((C.IN_REVIEW,), C.LAPSED),
}


class FraudKind(models.TextChoices):
    """How the customer was, or nearly was, cheated."""

    STOLEN_CARD = "stolen_card", _("card used by others")
    COPIED_CARD = "copied_card", _("card copied")
    PHISHING = "phishing", _("false website or link")
    PHONE = "phone", _("by telephone or message")
    INVESTMENT = "investment", _("false investment or refund")
    OTHER = "other", _("another way")


class FraudStep(models.IntegerChoices):
    """The five steps of a case, always in this order (S176f)."""

    CALM = 1, _("calm the customer in a private room")
    FACTS = 2, _("facts and evidence")
    FREEZE = 3, _("freeze the account or report the loss")
    POLICE = 4, _("keep the vouchers, police report")
    FOLLOW = 5, _("follow up to recovery")


class CaseStatus(models.TextChoices):
    """States of a fraud case."""

    OPEN = "open", pgettext_lazy("case", "open")
    CLOSED = "closed", pgettext_lazy("case", "closed")


STEPS = len(FraudStep)
CASE_MOVES: dict[str, tuple[tuple[CaseStatus, ...], CaseStatus]] = {
    "take_step": ((CaseStatus.OPEN,), CaseStatus.OPEN),
    "follow_up": ((CaseStatus.OPEN,), CaseStatus.OPEN),
    "close": ((CaseStatus.OPEN,), CaseStatus.CLOSED),
}
