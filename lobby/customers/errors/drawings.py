"""Refusals about what customers leave with us."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Invalid


class BadSignature(Invalid):
    """The picture is no signature we take."""

    code = "bad_signature"
    message = _("Please sign in the field: {reason}.")
