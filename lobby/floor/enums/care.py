"""Words of care that knows no tickets: calls for help, loans, home visits."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HelpSource(models.TextChoices):
    """Where somebody pressed the button."""

    KIOSK = "kiosk", _("kiosk")
    PHONE = "phone", _("phone")
    COUNTER = "counter", _("counter")
    DEVICE = "device", _("machine")


class HelpReason(models.TextChoices):
    """What a counter needs help with; a customer is asked for no reason."""

    ANY = "any", _("help wanted")
    AUTHORISATION = "authorisation", _("authorisation")
    CASH = "cash", _("cash")
    TECHNICAL = "technical", _("technical")
    UPSET = "upset", _("customer upset")


COUNTER_REASONS = (HelpReason.AUTHORISATION, HelpReason.CASH, HelpReason.TECHNICAL, HelpReason.UPSET)


class HelpStatus(models.TextChoices):
    """States of a call for help."""

    ASKED = "asked", _("waits for somebody")
    ACCEPTED = "accepted", _("somebody is coming")
    DONE = "done", _("done")
    WITHDRAWN = "withdrawn", _("taken back")


H = HelpStatus
OPEN_HELP = (H.ASKED, H.ACCEPTED)
# Verb → from which states → to which state. Anything else is refused with 409.
HELP_MOVES: dict[str, tuple[tuple[HelpStatus, ...], HelpStatus]] = {
    "accept": ((H.ASKED,), H.ACCEPTED),
    "finish": ((H.ASKED, H.ACCEPTED), H.DONE),
    "withdraw": ((H.ASKED, H.ACCEPTED), H.WITHDRAWN),
    "reopen": ((H.DONE,), H.ACCEPTED),
}


class HomeVisitStatus(models.TextChoices):
    """States of a visit to somebody who cannot come."""

    REQUESTED = "requested", pgettext_lazy("home visit", "requested")
    PLANNED = "planned", pgettext_lazy("check", "planned")
    UNDER_WAY = "under_way", _("under way")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


V = HomeVisitStatus
OPEN_HOME_VISITS = (V.REQUESTED, V.PLANNED, V.UNDER_WAY)
HOME_VISIT_MOVES: dict[str, tuple[tuple[HomeVisitStatus, ...], HomeVisitStatus]] = {
    "plan": ((V.REQUESTED, V.PLANNED), V.PLANNED),
    "begin": ((V.PLANNED,), V.UNDER_WAY),
    "finish": ((V.UNDER_WAY,), V.DONE),
    "cancel": ((V.REQUESTED, V.PLANNED, V.UNDER_WAY), V.CANCELLED),
}


class HomeVisitNeed(models.TextChoices):
    """What a home visit is for, by the business asked for, never by what somebody suffers from."""

    PASSWORD = "password", _("password or card")
    SOCIAL_CARD = "social_card", _("social security card")
    SIGNATURE = "signature", _("signature in person")
    ACCOUNT = "account", _("account business")
    OTHER = "other", _("other")
