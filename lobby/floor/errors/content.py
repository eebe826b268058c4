"""Refusals of playlists and of what walls report."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from lobby.branches.errors import Conflict, Invalid


class NotWallContent(Invalid):
    """Only approved wall content of the branch or the bank plays."""

    code = "not_wall_content"
    message = _("Only approved wall content that is in force can be played.")


class PlayedAlready(Conflict):
    """An item stands once in a playlist."""

    code = "in_playlist_already"
    message = _("This is in the playlist already.")


class EntryGone(Conflict):
    """Somebody else took it out, or put it back."""

    code = "playlist_entry_gone"
    message = _("The playlist was changed meanwhile. Please look again.")


class PlaylistFull(Conflict):
    """More than anybody looks at."""

    code = "playlist_full"
    message = _("A playlist holds {most} items at most.")


class SpanInvalid(Invalid):
    """From and until do not make a span."""

    code = "span_invalid"
    message = _("Please give both times of the day, different ones, and an end after the beginning.")


class ReportInvalid(Invalid):
    """A wall's report that cannot be read."""

    code = "report_invalid"
    message = _("This report of plays cannot be read.")
