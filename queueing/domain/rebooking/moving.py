"""What every verb on an offer shares: the move and the news."""

from __future__ import annotations

from typing import Any

from queueing.enums.outages import OFFER_MOVES, OfferStatus
from queueing.errors.outages import IllegalOfferMove
from queueing.models import RebookingOffer

WHOLE = RebookingOffer.objects.select_related("rebooking__place", "ticket", "service", "rule")


def check_move(offer: RebookingOffer, verb: str) -> OfferStatus:
    """Return the state the verb leads to; raises IllegalOfferMove when the table does not list it."""
    sources, target = OFFER_MOVES[verb]
    if offer.status not in sources:
        raise IllegalOfferMove(status=OfferStatus(offer.status).label)
    return target


def move(offer: RebookingOffer, verb: str, **fields: Any) -> RebookingOffer:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    offer.status = check_move(offer, verb)
    for name, value in fields.items():
        setattr(offer, name, value)
    offer.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])
    return offer


def news_of(offer: RebookingOffer) -> dict[str, Any]:
    """The values that every event of an offer carries."""
    return {
        "branch_id": offer.rebooking.branch_id,
        "ticket": offer.ticket_id,
        "offer": offer.pk,
        "slot": offer.slot_at.isoformat(),
        "place": offer.rebooking.place.code,
    }
