"""Refusals of care."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class NotWaiting(Conflict):
    """Care is given to somebody who waits."""

    code = "not_waiting"
    message = _("{number} does not wait any more.")


class NothingToTakeBack(Conflict):
    """It was taken back already, by somebody else, or too long ago."""

    code = "nothing_to_take_back"
    message = _("This cannot be taken back any more.")


class VisitOver(Conflict):
    """The customer has gone."""

    code = "visit_over"
    message = _("This visit is over.")


class NotACompanion(Invalid):
    """Not somebody of the branch who looks after customers."""

    code = "not_a_companion"
    message = _("Please choose somebody of the branch who looks after customers.")


class NotYetServed(Conflict):
    """Follow-up comes after the service."""

    code = "not_yet_served"
    message = _("There is nothing to follow up yet: the customer is still here.")


class AlreadyFlagged(Conflict):
    """Somebody is asked to host this customer already."""

    code = "already_flagged"
    message = _("Somebody is looking after this customer already.")


class NotFlagged(Conflict):
    """Nobody is asked to host this customer."""

    code = "not_flagged"
    message = _("Nobody is asked to host this customer.")


class UnknownTag(Invalid):
    """Not one of the listed tags."""

    code = "unknown_tag"
    message = _("Please choose from the list.")


class NoCustomerCard(Invalid):
    """Consent is given by somebody who is known."""

    code = "no_customer_card"
    message = _("Without a customer card a note stays with the visit.")


class CustomerOnly(Forbidden):
    """Staff do not act in the customer's place (N11)."""

    code = "customer_only"
    message = _("Only the customer does this. Sign out, or let the customer use the own phone.")
