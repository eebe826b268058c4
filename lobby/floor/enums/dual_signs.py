"""Words of dual sign-off."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DualKind(models.TextChoices):
    """What two people do together (S174b). No amounts are kept here."""

    VAULT = "vault", _("vault opened or closed")
    BOX = "box", _("cash box handed over")
    ATM_LOAD = "atm_load", _("cash machine loaded")
    KEYS = "keys", _("keys handed over")
    SEALS = "seals", _("seals or blank vouchers handed over")
    CASH_COUNT = "cash_count", _("cash counted by two")
    OTHER = "other", _("something else that two sign")


class DualStatus(models.TextChoices):
    """States of a dual sign-off."""

    OPEN = "open", _("waits for the second signature")
    SIGNED = "signed", _("signed by two")
    EXPIRED = "expired", _("second signature came too late")
    WITHDRAWN = "withdrawn", _("withdrawn")


D = DualStatus
DUAL_MOVES: dict[str, tuple[tuple[DualStatus, ...], DualStatus]] = {
    "sign": ((D.OPEN,), D.SIGNED),
    "expire": ((D.OPEN,), D.EXPIRED),
    "withdraw": ((D.OPEN,), D.WITHDRAWN),
}
