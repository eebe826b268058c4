"""Words of triage: what became of an offer, why somebody went another way, and what a first guess may rest on."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from lobby.branches.enums import Channel, DeviceKind

# The channels that are machines, each with the kind that stands for it: `devices.enums.CHANNELS` has all kinds.
MACHINES: dict[Channel, DeviceKind] = {
    Channel.SELF_SERVICE: DeviceKind.ATM,
    Channel.SMART_COUNTER: DeviceKind.SMART_COUNTER,
    Channel.VTM: DeviceKind.VTM,
}


class Offer(models.TextChoices):
    """What became of the offer of a machine; a decision without one has none."""

    ACCEPTED = "accepted", _("offer accepted")
    DECLINED = "declined", _("offer declined")
    FAILED = "failed", _("could not be done")


class OverrideReason(models.TextChoices):
    """Why the customer does not go where the system proposed."""

    CUSTOMER_WISH = "customer_wish", _("customer's wish")
    NEEDS_HELP = "needs_help", _("needs help")
    PAPERS = "papers", _("card or papers do not fit")
    CROWDED = "crowded", _("crowded there")
    OTHER_NEED = "other_need", _("more than one need")
    KNOWN_BETTER = "known_better", _("I know better")


class GuessSign(models.TextChoices):
    """What a first guess at the need may rest on: things carried and things done, never looks or dress (N02, N18)."""

    BRIEFCASE = "briefcase", _("business papers")
    PASSBOOK = "passbook", _("passbook")
    BANK_CARD = "bank_card", _("bank card")
    CASH = "cash", _("cash or coins")
    FORM = "form", _("a form filled in")
    AT_MACHINE = "at_machine", _("goes to a machine")
    READS_RATES = "reads_rates", _("reads rates or leaflets")
    ASKS = "asks", _("asks for something")
