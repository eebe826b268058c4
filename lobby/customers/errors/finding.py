"""Refusals about finding a customer and looking at a card."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, LobbyError, NotFound


class UnknownCustomer(NotFound):
    """Nobody of this branch is known by it, or several are."""

    code = "unknown_customer"
    message = _("Nobody was found by this. Check the number, or go on without it.")


class TooManySearches(LobbyError):
    """Numbers are not guessed here."""

    code = "too_many_searches"
    status = 429
    message = _("Too many numbers that nobody has. Please go on without, or try again in an hour.")


class NoReader(Conflict):
    """The bank has named no reader."""

    code = "no_reader"
    message = _("No reader of cards and documents is set up here. Use the phone number.")


class NothingRead(Conflict):
    """No card lies on the reader."""

    code = "nothing_read"
    message = _("The reader has read nothing. Lay the card on it and try again.")


class PurposeMissing(Invalid):
    """Nobody looks at a card without saying why (S169, N20)."""

    code = "purpose_missing"
    message = _("Say first what you open the card for.")


class FindFirst(Forbidden):
    """Nobody is joined to a ticket or advised whom nothing leads to: cards are not walked through by their numbers."""

    code = "find_first"
    message = _("Find the customer first: by a number, a card or document, or an appointment.")


class LookOver(Forbidden):
    """The purpose of the last look is served; the next look says its own."""

    code = "look_over"
    message = _("Say again what you open the card for.")
