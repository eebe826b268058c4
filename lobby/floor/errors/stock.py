"""Refusals of stock."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class QuantityInvalid(Invalid):
    """Nothing, less than nothing, or more than any cupboard holds."""

    code = "quantity_invalid"
    message = _("Please give a whole number from 1 to {most}.")


class NotEnough(Conflict):
    """Less is there than is to be given out."""

    code = "not_enough_stock"
    message = _("Only {left} are left.")


class OnlyExpired(Conflict):
    """What is left is past its date."""

    code = "stock_expired"
    message = _("What is left has expired and may not be given out. Please remove it.")


class NotInForce(Conflict):
    """What is printed on it is not approved any more."""

    code = "material_not_approved"
    message = _("What is printed on it is expired or withdrawn: it may not be given out.")


class ApprovalMissing(Invalid):
    """Printed matter without an approval."""

    code = "approval_missing"
    message = _("Printed matter needs the number of its approval.")


class ArrivedExpired(Invalid):
    """It would be expired from the beginning."""

    code = "arrived_expired"
    message = _("This date is over already.")


class NotExpired(Conflict):
    """Only what is past its date is removed as expired."""

    code = "lot_not_expired"
    message = _("This lot has not expired, or nothing of it is left.")


class PurposeMissing(Invalid):
    """Prizes and gifts are given for something."""

    code = "purpose_missing"
    message = _("Please say what the gift is for.")


class RecipientMissing(Invalid):
    """Prizes and gifts go to somebody."""

    code = "recipient_missing"
    message = _("Please say who gets the gift: the visit, or a note.")


class PrizeForPurchase(Conflict):
    """A prize, gift or draw bound to a purchase is banned (N07)."""

    code = "prize_for_purchase"
    message = _("Prizes and gifts may not be bound to a purchase.")


class NothingToTakeBack(Conflict):
    """Somebody else's, too long ago, or taken back already."""

    code = "nothing_to_take_back"
    message = _("This cannot be taken back any more.")
