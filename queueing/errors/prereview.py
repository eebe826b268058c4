"""Refusals of the pre-review."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class DocumentsLacking(Conflict):
    """A review cannot pass while a required document is not present and copied."""

    code = "documents_lacking"
    message = _("Not ready yet: {documents}.")


class UnknownDocument(Invalid):
    """A check names a document that the service does not ask for."""

    code = "unknown_document"
    message = _("This service does not ask for that document.")
