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


class AskReception(Conflict):
    """Something stands in the way that the screen does not tell whoever happens to stand there."""

    code = "ask_reception"
    message = _("For this number please see the lobby manager.")
