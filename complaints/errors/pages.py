"""Refusals of the customer's pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, LobbyError


class TooManyCalls(LobbyError):
    """Faster than anybody reads or writes."""

    code = "too_many_calls"
    status = 429
    message = _("That was too much at once. Please wait a minute and try again.")


class EnoughFromTicket(Conflict):
    """One visit makes few complaints; more words belong to those that are there."""

    code = "enough_from_ticket"
    message = _("Several complaints came from this number already. Please add to them, or speak to the lobby manager.")
