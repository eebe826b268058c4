"""Refusals of rebooking."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalOfferMove(Conflict):
    """The offer's state does not allow the verb."""

    code = "illegal_offer_move"
    message = _("This offer is {status}: this is not possible now.")


class OfferExpired(Conflict):
    """Too late to accept; the place in the queue is kept."""

    code = "offer_expired"
    message = _("This offer has run out. Your place in the queue is kept; please ask our staff for another time.")


class NothingToOffer(Conflict):
    """Nobody of those chosen waits without an offer, or no slot is free."""

    code = "nothing_to_offer"
    message = _("There is nobody to offer this to, or no time is free there.")


class NotAnAlternative(Invalid):
    """Customers are sent to branches that can serve them only."""

    code = "not_an_alternative"
    message = _("This branch is closed, has an outage itself or does not do these services now.")


class DrillOnly(Conflict):
    """A drill does not touch customers."""

    code = "drill_only"
    message = _("This is a drill: customers are offered nothing.")
