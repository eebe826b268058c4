"""Words of scripts: what the bank's people say when they serve, for whom, and which kinds the language check reads."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.floor.enums.library import ContentKind

K = ContentKind
# What members of staff say, in the order of a talk: AD-4 lists them, one tap stores their use on the visit.
SCRIPTS = (
    K.LIGHT,
    K.OPEN_QUESTION,
    K.CLOSED_QUESTION,
    K.ONE_LINER,
    K.SCENARIO,
    K.PRODUCT_SCRIPT,
    K.REFUSAL,
    K.SCRIPT,
)
# Whatever reaches customers: said, shown, printed or sent.
CHECKED = (*SCRIPTS, K.WALL_CONTENT, K.MESSAGE_TEMPLATE, K.GREETING, K.FAQ)
# What `findings(text, kind=NOTE)` reads as a note about a customer: looks alone, for a customer's own words stay theirs.
NOTE = "note"


class Audience(models.TextChoices):
    """Whom a script is written for (S172); what the system knows, never what somebody looks like."""

    EVERYBODY = "everybody", _("everybody")
    NEW = "new", _("new customers")
    DEPOSIT = "deposit", _("customers with deposits")
    WEALTH = "wealth", _("customers with wealth products")
    PAYROLL = "payroll", _("customers with a payroll account")
    BORROWER = "borrower", _("customers with a loan")
    FAMILY = "family", _("families with children")
    SENIOR = "senior", _("older customers")
    BUSINESS = "business", _("owners of businesses")


class Guard(models.TextChoices):
    """The guards that the language check holds, by their numbers."""

    RETURN = "N01", _("promise of principal or return")
    LOOKS = "N02", _("judging by looks")
    TRANSFER = "N04", _("misleading about fees or time of transfers")
    DEPOSIT = "N05", _("compared with a deposit")
    PRESSURE = "N06", _("pressure")
    PRIZE = "N07", _("gift or draw tied to a purchase")
    CLAIM = "N08", _("claim without proof")
    TRACKING = "N09", _("reveals what the customer was seen doing")


# Papers attached to a version can prove these; a promise or pressure is never proven.
PROVABLE = (Guard.TRANSFER, Guard.CLAIM)

# What the public may read, so a leaflet's code may lead to it: never scripts, guides or plans of the staff.
SHOWABLE = (K.WALL_CONTENT, K.RISK_NOTICE, K.FAQ, K.NOTICE)
