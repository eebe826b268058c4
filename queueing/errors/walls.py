"""Refusals about walls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Unavailable


class VoiceUnavailable(Unavailable):
    """The server's voice could not speak; the wall's chime and number have to do."""

    code = "voice_unavailable"
    message = _("The voice is not available just now.")
