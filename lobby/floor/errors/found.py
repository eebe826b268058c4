"""Refusals about found things."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class IllegalFoundMove(Conflict):
    """The state of the thing does not allow the verb."""

    code = "illegal_found_move"
    message = _("This is {status}: this is not possible now.")


class FinderActsAlone(Conflict):
    """Whoever found a thing does not hand it on or destroy it."""

    code = "finder_acts_alone"
    message = _("You found it yourself. Somebody else hands it on or destroys it.")


class TooLateToKeepOn(Conflict):
    """The time in which an end is taken back is over."""

    code = "too_late_to_keep_on"
    message = _("This was noted too long ago to take it back. Log it again.")


class NumberNoted(Invalid):
    """The number of a card, a document or a telephone stands in the words."""

    code = "number_noted"
    message = _("Please leave out numbers of cards, documents and telephones: the last four digits are enough.")
