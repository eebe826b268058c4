"""A supervisor joins a session that runs, is seen by both who speak, and leaves visibly."""

from __future__ import annotations

import datetime as dt

from devices.domain.vtm.moving import locked, news_of
from devices.enums.vtm import LINKED
from devices.errors.watching import NothingToWatch, NotInSession, WatchesThemselves
from devices.events.vtm import VtmEvent
from devices.events.watching import VtmUnwatched, VtmWatched
from devices.models.vtm import VtmSession
from devices.models.watching import VtmWatch
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal
from lobby.live.events import Event

SUBJECT = "vtm_watch"
SILENCE = "vtm.watch_silence"
# The supervisor's page says that it is there; after so much silence nobody listens any more.
BEAT_S = 20
SILENT_S = 60


def join(session: VtmSession, *, watcher: Staff, at: dt.datetime) -> VtmWatch:
    """Begin to listen; a repeat returns the same. Raises WatchesThemselves, NothingToWatch."""
    with journal.unit(by=watcher.actor, at=at):
        session = locked(session)
        if watcher.pk in {session.agent_id, session.authoriser_id, session.escort_id}:
            raise WatchesThemselves
        if session.status not in LINKED:
            raise NothingToWatch
        watch, is_new = VtmWatch.objects.get_or_create(
            session=session, staff=watcher, left_at=None, defaults={"joined_at": at}
        )
        expect_beat(watch, session, at=at)
        if is_new:
            journal.record(VtmWatched(**news_of(session), watcher=watcher.pk))
    return watch


def beat(session: VtmSession, *, watcher: Staff, at: dt.datetime) -> None:
    """The supervisor's page is open (4 statements). Raises NotInSession for somebody who has not joined or has left."""
    with journal.unit(by=watcher.actor, at=at):
        session = locked(session)
        watch = VtmWatch.objects.filter(session=session, staff=watcher, left_at=None).first()
        if watch is None:
            raise NotInSession
        expect_beat(watch, session, at=at)


def expect_beat(watch: VtmWatch, session: VtmSession, *, at: dt.datetime) -> None:
    """Set the clock of a supervisor's silence anew (1 statement)."""
    due_at = at + dt.timedelta(seconds=SILENT_S)
    deadlines.set_deadline(SILENCE, branch_id=session.branch_id, subject=(SUBJECT, watch.pk), due_at=due_at)


def leave(session: VtmSession, *, watcher: Staff, at: dt.datetime) -> None:
    """Stop listening; a repeat changes nothing."""
    with journal.unit(by=watcher.actor, at=at):
        session = locked(session)
        for watch in VtmWatch.objects.filter(session=session, staff=watcher, left_at=None):
            end(watch, session, at=at)


def end(watch: VtmWatch, session: VtmSession, *, at: dt.datetime) -> None:
    """Note when it was over and tell both who speak (3 statements)."""
    watch.left_at = max(at, watch.joined_at)
    watch.save(update_fields=["left_at"])
    deadlines.stop(subject=(SUBJECT, watch.pk), at=at)
    journal.record(VtmUnwatched(**news_of(session), watcher=watch.staff_id))


def when_silent(deadline: Deadline, at: dt.datetime) -> None:
    """The supervisor's page is gone."""
    watch = VtmWatch.objects.select_related("session").get(pk=deadline.subject_id)
    if watch.left_at is None:
        with journal.unit(by=SYSTEM, at=at):
            end(watch, locked(watch.session), at=at)


def talk_ended(event: Event, by: Actor, at: dt.datetime) -> None:
    """Nobody speaks any more: whoever listened has left (1 query when nobody did)."""
    assert isinstance(event, VtmEvent)
    watches = list(VtmWatch.objects.filter(session=event.vtm_session, left_at=None))
    if not watches:
        return
    session = locked(watches[0].session)
    if session.status not in LINKED:
        for watch in watches:
            end(watch, session, at=at)
