"""Signals with which the pages of one session find each other. Passed on, never kept: not news, not in the journal."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache

from devices.access.signals import Party, Presence, parties_of
from devices.domain.vtm.moving import check_note
from devices.errors.watching import TooManySignals
from lobby.live import whisper

# A page sends a description and some twenty candidates for each of the others, and a greeting now and then.
MOST, WITHIN_S = 300, 10


def pass_on(presence: Presence, message: dict[str, Any]) -> int:
    """Whisper a checked signal to those it is for; returns how many. Raises IllegalVtmMove, TooManySignals."""
    check_note(presence.session, "signal")
    check_rate(presence)
    me, wanted = presence.me, message["to"]
    others = [one for one in parties_of(presence.session) if one != me and wanted in ("", one.name)]
    reached = [one for one in others if hears(one, me)]
    for one in reached:
        whisper(one.kind, one.id, {"vtm": presence.session.pk, "from": me.name, **message})
    return len(reached)


def hears(one: Party, other: Party) -> bool:
    """Supervisors do not see each other."""
    return not (one.side == other.side == "watcher")


def check_rate(presence: Presence) -> None:
    """Raises TooManySignals; counted by each web process for itself."""
    key = f"vtm-signals-{presence.session.pk}-{presence.me.name}"
    cache.add(key, 0, WITHIN_S)
    try:
        sent = cache.incr(key)
    except ValueError:  # the count ended between the two calls
        return
    if sent > MOST:
        raise TooManySignals
