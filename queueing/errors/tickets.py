"""Refusals about tickets and visits."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalMove(Conflict):
    """The ticket's state does not allow the verb."""

    code = "illegal_move"
    message = _("Ticket {number} is {status}: this is not possible now.")


class IllegalVisitMove(Conflict):
    """The visit's state does not allow the verb."""

    code = "illegal_visit_move"
    message = _("This visit is {status}: this is not possible now.")


class AlreadyWaiting(Conflict):
    """The customer waits for this service already."""

    code = "already_waiting"
    message = _("This customer already waits with ticket {number}.")


class ReservedElsewhere(Conflict):
    """The ticket waits for a certain counter or person."""

    code = "reserved_elsewhere"
    message = _("Ticket {number} waits for another counter or person.")


class NobodyAble(Conflict):
    """The target counter or person cannot serve the service."""

    code = "nobody_able"
    message = _("{target} cannot serve {service}.")


class RecallTooSoon(Conflict):
    """Recalls keep a set gap."""

    code = "recall_too_soon"
    message = _("Wait {seconds} more seconds before calling again.")


class RecallsUsedUp(Conflict):
    """The set number of calls is reached."""

    code = "recalls_used_up"
    message = _("Ticket {number} was called {count} times already.")


class TooLate(Conflict):
    """The time in which this may be done is over."""

    code = "too_late"
    message = _("The time for this is over.")


class FinishWasRated(Conflict):
    """What its customer has rated has ended: the finish cannot be taken back."""

    code = "finish_was_rated"
    message = _("Number {number} has been rated: finishing can no longer be taken back.")


class OnceOnly(Conflict):
    """This may be done once for a ticket."""

    code = "once_only"
    message = _("This was done once for ticket {number} already.")


class ReasonMissing(Invalid):
    """A reason is required."""

    code = "reason_missing"
    message = _("Please give a reason.")


class CannotDivert(Conflict):
    """The service cannot be done on that channel, or the customer prefers the counter."""

    code = "cannot_divert"
    message = _("{service} cannot go to this channel.")


class NoteMissing(Invalid):
    """A note without text."""

    code = "text_missing"
    message = _("Please write the note.")


class UnknownService(Invalid):
    """The named service is not one of the branch."""

    code = "unknown_service"
    message = _("This branch has no service {service}.")


class UnknownCustomer(Invalid):
    """The core-system number is not one of the branch's customers."""

    code = "unknown_customer"
    message = _("This customer is not known at the branch.")


class UnknownTarget(Invalid):
    """A transfer names no service, counter or person, or one that the branch does not have."""

    code = "unknown_target"
    message = _("Name a service, counter or person of this branch.")


class HereAlready(Conflict):
    """One open visit for a customer."""

    code = "here_already"
    message = _("This customer is here with number {number} already. Go on with that one, or cancel it first.")


class KnownAlready(Conflict):
    """The ticket is another customer's."""

    code = "known_already"
    message = _("Number {number} belongs to another customer. Take that one off first.")
