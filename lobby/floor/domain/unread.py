"""Acknowledging what must be acknowledged, and the alert at opening about those who have not (S405, S430)."""

from __future__ import annotations

import datetime as dt

from django.db import connection
from django.utils.translation import gettext_lazy as _

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import next_opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import deadlines, lapses
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.library.moving import news_of
from lobby.floor.enums import Severity
from lobby.floor.errors.library import NotMandatory, QuizAsked
from lobby.floor.events.library import VersionAcknowledged
from lobby.floor.models import Deadline
from lobby.floor.models.library import LibraryRead, LibraryVersion, NoticeAck
from lobby.floor.selectors import notices
from lobby.live import journal

CLOCK = "library.unread"
ALERT = "library.unread"
SUBJECT = "library-unread"
ONE_TICK = dt.timedelta(microseconds=1)

# The clocks of all branches that have none yet, however many there are, in one statement. They ring at once and find
# the branch's next opening by themselves.
WATCH = """
    INSERT INTO floor_deadline (branch_id, subject_type, subject_id, kind, due_at)
    SELECT id, %(subject)s, id, %(kind)s, %(at)s FROM branches_branch
    WHERE is_active AND (%(branch)s IS NULL OR id = %(branch)s)
    ON CONFLICT (subject_type, subject_id, kind) WHERE done_at IS NULL DO NOTHING
"""


def acknowledge(version: LibraryVersion, *, by: Staff, branch: Branch, at: dt.datetime) -> NoticeAck:
    """Say that one has read it and goes by it; saying it again renews it. Raises NotMandatory, QuizAsked."""
    if not version.must_acknowledge:
        raise NotMandatory
    if version.quiz_zh:
        raise QuizAsked
    return note_acknowledgement(version, by=by, branch=branch, at=at)


def note_acknowledgement(version: LibraryVersion, *, by: Staff, branch: Branch, at: dt.datetime) -> NoticeAck:
    """Keep that a person knows it from now on, let it lapse in time, and end the head's alert with the last one."""
    with journal.unit(by=by.actor, at=at):
        ack, _is_new = NoticeAck.objects.update_or_create(staff=by, version=version, defaults={"at": at})
        ack.version = version
        lapses.set_clock(ack, branch=branch, at=at)
        journal.record(VersionAcknowledged(**{**news_of(version), "branch_id": branch.pk}))
        if not notices.unread(branch, at):
            resolve_about((SUBJECT, branch.pk), at=at, reason="read", among=[ALERT])
    return ack


def note_reading(version: LibraryVersion, *, by: Staff, at: dt.datetime) -> None:
    """Remember which version a person opened last (1 statement). Not news: it only marks what changed since."""
    reading = LibraryRead(staff=by, item_id=version.item_id, number=version.number, at=at)
    LibraryRead.objects.bulk_create(
        [reading], update_conflicts=True, unique_fields=["staff", "item"], update_fields=["number", "at"]
    )


def watch(version: LibraryVersion, *, at: dt.datetime) -> None:
    """Look at every opening of the branches it counts for whether somebody has not read it (1 statement)."""
    start_clocks(version.item.branch_id, at=at)


def watch_branch(branch: Branch, *, at: dt.datetime) -> None:
    """The same for a branch that is new, where what counts for the whole bank was published before (1 statement)."""
    start_clocks(branch.pk, at=at)


def start_clocks(branch_id: int | None, *, at: dt.datetime) -> None:
    """Begin to look at every opening of one branch, or of all."""
    with connection.cursor() as cursor:
        cursor.execute(WATCH, {"subject": SUBJECT, "kind": CLOCK, "at": at, "branch": branch_id})


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """First finds the next opening; then, at each opening, one alert for the head while somebody has not read.

    A day that has turned into a holiday since, or opens later, is no opening yet.
    """
    branch = deadline.branch
    if not notices.mandatory(branch, at):
        resolve_about((SUBJECT, branch.pk), at=at, reason="nothing to read", among=[ALERT])
        return None
    if deadline.warned_at is not None and has_opened(branch, deadline.due_at, at):
        tell_head(branch, at=at)
    opens_at = next_opening(branch, at)
    # `warned_at` says that an opening is awaited; a branch that stays closed for long is looked at every day.
    deadline.warned_at = at if opens_at else None
    return opens_at or at + dt.timedelta(days=1)


def has_opened(branch: Branch, since: dt.datetime, at: dt.datetime) -> bool:
    """Whether the branch opened from a moment on (2 queries)."""
    opens_at = next_opening(branch, since - ONE_TICK)
    return opens_at is not None and opens_at <= at


def tell_head(branch: Branch, *, at: dt.datetime) -> None:
    """One alert an episode, which ends when the last one has read, or at the opening that finds nobody left to."""
    missing = notices.unread(branch, at)
    if not missing:
        resolve_about((SUBJECT, branch.pk), at=at, reason="read", among=[ALERT])
        return
    first = missing[0].version
    values = {
        "title": {"zh": first.title_zh, "en": first.title_en},
        "texts": len(missing),
        "people": len({person for one in missing for person in one.people}),
    }
    raise_alert(branch, ALERT, by=SYSTEM, at=at, subject=(SUBJECT, branch.pk), values=values)


def register() -> None:
    """The clock and its alert; called once when Django starts."""
    deadlines.register(CLOCK, when_it_rings)
    kinds.register_alert(
        kinds.AlertKind(
            name=ALERT,
            text=_("{people} people have not acknowledged: {title}"),
            title=_("Notice not acknowledged"),
            help=_("{texts} texts are open. Ask them to read and acknowledge before they serve."),
            severity=Severity.ATTENTION,
            roles=(RoleCode.HEAD,),
            is_timed=False,
        )
    )
