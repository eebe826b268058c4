"""What a screen plays changes at least once a week (S161): a clock for each playlist, one alert while it is stale."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.domain.alerts import policy_at, raise_alert, resolve_about
from lobby.floor.enums import Severity
from lobby.floor.enums.library import ContentKind
from lobby.floor.events.content import ContentChanged
from lobby.floor.events.library import LibraryEvent
from lobby.floor.models import Deadline, Playlist, PlaylistEntry
from lobby.live import journal
from lobby.live.events import Event

CLOCK = "content.freshness"
STALE = "content.stale"
PLAYLIST = "playlist"
EVERYWHERE = {"zh": "全部屏幕", "en": "every screen"}


def freshened(playlist: Playlist, *, by: Actor, at: dt.datetime) -> None:
    """What it plays has changed: the clock starts anew, the alert ends (5–6 statements). The row must be locked."""
    playlist.changed_at, playlist.changed_by_id = at, by.staff_id
    playlist.save(update_fields=["changed_at", "changed_by"])
    start_clock(playlist, at=at)
    resolve_about((PLAYLIST, playlist.pk), at=at, reason="changed", among=[STALE])


def start_clock(playlist: Playlist, *, at: dt.datetime) -> None:
    """Ring when the content is too old (2 statements)."""
    policy = policy_at(playlist.branch, at)
    due_at = playlist.changed_at + dt.timedelta(seconds=policy.content_max_age_s)
    subject = (PLAYLIST, playlist.pk)
    deadlines.set_deadline(CLOCK, branch_id=playlist.branch_id, subject=subject, due_at=due_at, policy=policy)


def when_it_ages(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The clock rang: somebody changes the content. A wall's own playlist that is empty plays the branch's and is left."""
    rows = Playlist.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "wall")
    playlist = rows.get(pk=deadline.subject_id)
    policy = deadline.policy or policy_at(playlist.branch, at)
    due_at = playlist.changed_at + dt.timedelta(seconds=policy.content_max_age_s)
    if due_at > at:
        return due_at
    is_empty = not PlaylistEntry.objects.filter(playlist=playlist, removed_at=None).exists()
    if playlist.wall is not None and is_empty:
        return None
    raise_alert(
        playlist.branch,
        STALE,
        by=SYSTEM,
        at=at,
        subject=(PLAYLIST, playlist.pk),
        values={
            "wall": kinds.in_both(playlist.wall) if playlist.wall else EVERYWHERE,
            "days": (at - playlist.changed_at).days,
        },
    )
    return None


def when_the_library_changes(event: Event, by: Actor, at: dt.datetime) -> None:
    """A version of an item began or ceased to count: every branch that plays the item is told, new ones freshen.

    The library tells news of a bank-wide item at its home alone, but it leaves every wall at once.
    """
    if not isinstance(event, LibraryEvent) or event.kind != ContentKind.WALL_CONTENT:
        return
    playing = PlaylistEntry.objects.filter(item__code=event.item, removed_at=None)
    rows = Playlist.objects.filter(pk__in=playing.values("playlist")).select_related("branch").order_by("pk")
    is_new = event.type == "library.published"
    playlists = list(rows.select_for_update(no_key=True, of=("self",)) if is_new else rows)
    for playlist in playlists if is_new else []:
        freshened(playlist, by=by, at=at)
    for branch_id in sorted({playlist.branch_id for playlist in playlists}):
        journal.record(ContentChanged(branch_id=branch_id, branch=branch_id, item=event.item))


def register() -> None:
    """The clock, its alert, and the library's news; called once when Django starts."""
    deadlines.register(CLOCK, when_it_ages)
    for ended in ("published", "superseded", "withdrawn", "expired"):
        journal.subscribe(f"library.{ended}", when_the_library_changes)
    kinds.register_alert(
        kinds.AlertKind(
            name=STALE,
            text=_("Content on {wall} has not changed for {days} days"),
            title=_("Content not changed for long"),
            help=_("Put something new into the playlist."),
            severity=Severity.ATTENTION,
            roles=(RoleCode.CONTENT, RoleCode.LM),
            is_timed=False,
        )
    )
