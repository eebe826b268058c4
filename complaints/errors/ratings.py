"""Refusals of ratings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid


class AlreadyRated(Conflict):
    """A ticket is rated once, whichever way the rating comes."""

    code = "already_rated"
    message = _("This visit has been rated already. Thank you.")


class NotServed(Conflict):
    """Only what was served can be rated."""

    code = "not_served"
    message = _("Number {number} has not been served yet, so it cannot be rated.")


class RatingClosed(Conflict):
    """The time in which a service can be rated is over."""

    code = "rating_closed"
    message = _("This visit can no longer be rated.")


class RatingStands(Conflict):
    """A rating can be taken back for a short time only."""

    code = "rating_stands"
    message = _("The rating can no longer be taken back.")


class OwnService(Forbidden):
    """Nobody rates, or looks after the rating of, what they did themselves."""

    code = "own_service"
    message = _("This is about your own service. Somebody else has to do it.")


class NotLow(Conflict):
    """Only a low rating is looked after, and only once."""

    code = "not_to_recover"
    message = _("There is nothing left to do about this rating.")


class NotAtCounter(Conflict):
    """The evaluator asks about the customer who was just served at its counter."""

    code = "not_at_this_counter"
    message = _("The rating at this counter is over. It can still be given on the ticket's page.")


class NoSuchNumber(Conflict):
    """No ticket of today has this number."""

    code = "no_such_number"
    message = _("There is no number {number} today. Please look at your slip again.")


class MarkInvalid(Invalid):
    """Marks go from 1 to 5, answers about recommending from 0 to 10."""

    code = "mark_invalid"
    message = _("A rating is a whole number from 1 to 5, an answer about recommending one from 0 to 10.")
