"""Refusals of whole files."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class BadFile(Invalid):
    """Nothing of the file can be taken."""

    code = "bad_file"
    message = _("This file cannot be imported: {reason}.")


class TooManyImports(Conflict):
    """One after the other."""

    code = "too_many_imports"
    message = _("Your earlier files are still being imported. Please wait for them.")
