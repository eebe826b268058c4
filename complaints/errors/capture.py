"""Refusals while a complaint is taken down."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class PhrasesFlagged(Conflict):
    """The bank's own words hold a phrase that makes a complaint worse; whoever means it says so (S189)."""

    code = "phrases_flagged"
    message = _("“{words}” is better said otherwise: {better} Change it, or tick that these words are kept.")
