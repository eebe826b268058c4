"""Refusals about customer cards."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class NoConsent(Conflict):
    """What the customer has not agreed to is not written into the card (R11)."""

    code = "no_consent"
    message = _("The customer has not agreed to this. Ask first.")
