"""Refusals of care: calls for help, loans, home visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid, LobbyError


class IllegalHelpMove(Conflict):
    """The call's state does not allow the verb."""

    code = "illegal_help_move"
    message = _("This call for help is {status}: this is not possible now.")


class OwnCall(Conflict):
    """Nobody comes to help oneself."""

    code = "own_call"
    message = _("You have called yourself: somebody else comes.")


class TooManyCalls(LobbyError):
    """The button was pressed more often than anybody needs help."""

    code = "too_many_calls"
    status = 429
    message = _("You have called several times already. Please speak to the staff in the hall.")


class NothingLeftToLend(Conflict):
    """Every piece is lent."""

    code = "nothing_left_to_lend"
    message = _("{name} is all lent out just now.")


class NotForLending(Invalid):
    """Not a thing that comes back."""

    code = "not_for_lending"
    message = _("{name} is not lent.")


class AlreadyReturned(Conflict):
    """The loan is over."""

    code = "already_returned"
    message = _("This is back already.")


class BorrowerMissing(Invalid):
    """A loan belongs to a visit or to a place."""

    code = "borrower_missing"
    message = _("Please say who or where it goes to.")


class IllegalHomeVisitMove(Conflict):
    """The home visit's state does not allow the verb."""

    code = "illegal_home_visit_move"
    message = _("This home visit is {status}: this is not possible now.")


class TwoPeopleNeeded(Invalid):
    """A home visit is made by two different people (S147)."""

    code = "two_people_needed"
    message = _("A home visit is made by two different people of the branch.")


class VisitTimePast(Invalid):
    """A plan is about what is still to come."""

    code = "visit_time_past"
    message = _("Please choose a time that is still to come.")


class ResultUnsigned(Invalid):
    """A home visit ends with a signed result (S147)."""

    code = "result_unsigned"
    message = _("Please add the signed paper or a picture of it.")


class ContactMissing(Invalid):
    """Somebody cannot be visited without a name, a contact and an address."""

    code = "contact_missing"
    message = _("Please write the name, the telephone number and the address.")
