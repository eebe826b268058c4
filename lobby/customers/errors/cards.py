"""Refusals about customer cards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, NotFound


class NoConsent(Conflict):
    """What the customer has not agreed to is not written into the card (R11)."""

    code = "no_consent"
    message = _("The customer has not agreed to this. Ask first.")


class EmptyRule(Invalid):
    """A rule without a condition would take in everybody."""

    code = "empty_rule"
    message = _("Please name at least one condition.")


class NobodyFree(Conflict):
    """Nobody of the right grade has room for one more."""

    code = "nobody_free"
    message = _("Nobody of the right grade has room for one more customer of this tier.")


class OwnerFull(Conflict):
    """The person owns as many customers of the tier as the rule lets them."""

    code = "owner_full"
    message = _("This person already looks after as many customers of this tier as allowed.")


class OwnerUnfit(Invalid):
    """The person owns no customers at this branch."""

    code = "owner_unfit"
    message = _("Only a wealth or relationship manager of the branch can own customers.")


class OwnFamily(Invalid):
    """A family are two different customers of one branch."""

    code = "own_family"
    message = _("Please name another customer of this branch.")


class UnknownRelative(NotFound):
    """Nobody of this branch has the number that was named."""

    code = "unknown_relative"
    message = _("No customer of this branch has this number. Please compare it with the customer.")


class StillHere(Conflict):
    """Only who has left the bank is forgotten."""

    code = "still_here"
    message = _("The customer has not left the bank.")


class CardHeld(Conflict):
    """Something still runs for which the card is needed."""

    code = "card_held"
    message = _("An open complaint needs this card.")
