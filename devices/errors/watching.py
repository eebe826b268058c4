"""Refusals of supervisors who listen, and of the signals that bring two pages together."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Forbidden, Invalid, LobbyError


class WatchesThemselves(Forbidden):
    """Whoever takes part does not supervise."""

    code = "watches_themselves"
    message = _("You take part in this session yourself.")


class NothingToWatch(Conflict):
    """Nobody speaks in this session now."""

    code = "nothing_to_watch"
    message = _("Nobody speaks in this session now.")


class NotInSession(Forbidden):
    """Signals are for those who take part."""

    code = "not_in_session"
    message = _("You do not take part in this session.")


class BadSignal(Invalid):
    """Not the shape of a signal."""

    code = "bad_signal"
    message = _("This is not a signal.")


class TooManySignals(LobbyError):
    """A page that runs wild."""

    code = "too_many_signals"
    status = 429
    message = _("Too many signals. Reload the page.")
