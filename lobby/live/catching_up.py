"""What a screen that was away is told: the events it missed today, or that it missed too much for that."""

from __future__ import annotations

import datetime as dt

from lobby.branches import calendar
from lobby.branches.models import Branch
from lobby.live import news, panels, reading, values
from lobby.live.doors import Admission
from lobby.live.journal import current_seq
from lobby.live.models import Entry
from lobby.live.scopes import Audience, Viewpoint

MISSED_LIMIT = 1_000


def replayable(branch: Branch, entries: list[Entry], at: dt.datetime) -> list[Entry] | None:
    """The entries when all are of the current business day, else None: yesterday's calls are not news."""
    start, _ = calendar.day_bounds(branch, calendar.business_date(branch, at))
    return entries if all(entry.at >= start for entry in entries) else None


def answer(admission: Admission, at: dt.datetime) -> str:
    """The frame for a screen that asks over HTTP: like a socket's, with the panels that its missed events changed."""
    branch, screen, audience = admission.branch, admission.screen, admission.audience
    seq = current_seq(branch.pk)
    since = admission.since
    missed = missed_entries(branch, since, seq, at)
    shown = [panel for panel in panels.for_viewer(screen.name, audience) if is_changed(panel, audience, missed)]
    view = Viewpoint(branch.pk, audience, at)
    return news.frame(
        since=seq if since is None else min(since, seq),
        seq=seq,
        events=news.events_json(missed or (), screen, audience.ticket),
        panels={panel.name: news.encode(panels.render(panel.name, view.scope(panel.audience))) for panel in shown},
        values=values_of(admission, at),
        full=missed is None,
    )


def missed_entries(branch: Branch, since: int | None, seq: int, at: dt.datetime) -> list[Entry] | None:
    """The entries between two numbers, or None where they cannot be replayed (2 queries at most)."""
    if since is None or not 0 <= seq - since <= MISSED_LIMIT:
        return None
    return replayable(branch, reading.entries_after(branch.pk, since, seq - since), at) if since < seq else []


def is_changed(panel: panels.Panel, audience: Audience, missed: list[Entry] | None) -> bool:
    """Whether a panel must be sent again: it was dirtied, it ages by itself, or everything is sent."""
    if missed is None or panel.every is not None:
        return True
    return any(panel.is_changed_by(entry, audience.id_of(panel.audience)) for entry in missed)


def values_of(admission: Admission, at: dt.datetime) -> dict[str, object] | None:
    """The figures of the viewer's ticket, None on screens that have none."""
    ticket = admission.audience.ticket
    found = values.of_screen(admission.screen.name)
    if ticket is None or not found:
        return None
    return {
        name: value for one in found for name, value in one.compute(admission.branch.pk, at).get(ticket, {}).items()
    }
