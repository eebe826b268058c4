"""Words of rebooking: what somebody who waits during an outage is offered, states and moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy


class OfferStatus(models.TextChoices):
    """States of an offer of another time or place."""

    OFFERED = "offered", pgettext_lazy("another time", "offered")
    ACCEPTED = "accepted", pgettext_lazy("another time", "accepted")
    DECLINED = "declined", pgettext_lazy("another time", "declined")
    EXPIRED = "expired", pgettext_lazy("another time", "not answered")
    WITHDRAWN = "withdrawn", pgettext_lazy("another time", "withdrawn")


S = OfferStatus
# Verb → from which states → to which state. Anything else is refused with 409.
OFFER_MOVES: dict[str, tuple[tuple[OfferStatus, ...], OfferStatus]] = {
    "accept": ((S.OFFERED,), S.ACCEPTED),
    "change": ((S.OFFERED,), S.OFFERED),
    "decline": ((S.OFFERED,), S.DECLINED),
    "expire": ((S.OFFERED,), S.EXPIRED),
    "withdraw": ((S.OFFERED,), S.WITHDRAWN),
}
# Why a ticket ended whose customer took another time or place: neither missed nor left.
REBOOKED = "outage"
