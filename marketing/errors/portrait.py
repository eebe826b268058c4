"""Refusals about portraits and customers' own consents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class ShowCardFirst(Conflict):
    """A phone number anybody may type: a consent needs the customer (R11)."""

    code = "show_card_first"
    message = _("To agree, show your card or document at the counter. Taking an agreement back works here at any time.")
