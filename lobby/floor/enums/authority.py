"""Words of authority: states, moves and reasons."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UseStatus(models.TextChoices):
    """States of one use of authority: within the limits it is granted at once, else a supervisor decides."""

    GRANTED = "granted", _("granted")
    REQUESTED = "requested", _("waits for approval")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")
    WITHDRAWN = "withdrawn", _("withdrawn")
    LAPSED = "lapsed", _("lapsed")


U = UseStatus
# What counts against the month's cap.
IN_EFFECT = (U.GRANTED, U.APPROVED)
AUTHORITY_MOVES: dict[str, tuple[tuple[UseStatus, ...], UseStatus]] = {
    "approve": ((U.REQUESTED,), U.APPROVED),
    "refuse": ((U.REQUESTED,), U.REFUSED),
    "withdraw": ((U.REQUESTED, U.GRANTED), U.WITHDRAWN),
    "lapse": ((U.REQUESTED,), U.LAPSED),
}


class UseReason(models.TextChoices):
    """Why a fee is waived or business is approved at once."""

    BANK_ERROR = "bank_error", _("mistake of the bank")
    LONG_WAIT = "long_wait", _("long wait")
    DEVICE_FAULT = "device_fault", _("machine out of order")
    CARE = "care", _("customer who needs care")
    RULE = "rule", _("exempt by rule")
    GOODWILL = "goodwill", _("goodwill")
    SIMPLE = "simple", _("simple and complete")


class Over(models.TextChoices):
    """What a request is over."""

    LIMIT = "limit", _("over the limit at one time")
    CAP = "cap", _("over the month's cap")
