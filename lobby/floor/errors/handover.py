"""Refusals of the note between shifts."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict


class NoteStillOpen(Conflict):
    """Somebody else's note was not acknowledged yet."""

    code = "note_still_open"
    message = _("Please read and acknowledge the note of {name} first.")


class NoNoteOpen(Conflict):
    """It was acknowledged already."""

    code = "no_note_open"
    message = _("This note was acknowledged already.")
