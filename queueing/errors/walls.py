"""Refusals about walls."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Unavailable


class VoiceUnavailable(Unavailable):
    """The server's voice could not speak; the wall's chime and number have to do."""

    code = "voice_unavailable"
    message = _("The voice is not available just now.")


class KioskResting(Conflict):
    """The kiosk is out of service: its page says so, and it gives no numbers."""

    code = "kiosk_resting"
    message = _("This kiosk is out of service just now. Please see the lobby manager.")
