"""Deciding and publishing: by somebody who did not write it, with a number and an end."""

from __future__ import annotations

import datetime as dt

from lobby.branches.actors import Actor
from lobby.branches.models import Staff
from lobby.floor.domain import deadlines, unread
from lobby.floor.domain.library.moving import check_move, locked, move, news_of
from lobby.floor.domain.library.timing import forget_tasks, set_clock
from lobby.floor.domain.library.wording import check_texts
from lobby.floor.enums.library import IN_FORCE
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.library import ApprovalNumberMissing, ApprovalOver, ExpiryInvalid, OwnWork
from lobby.floor.events.library import SUBJECT, VersionApproved, VersionPublished
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.live import journal

LONGEST = dt.timedelta(days=3 * 366)


def approve(
    version: LibraryVersion, *, by: Staff, at: dt.datetime, number: str, expires_at: dt.datetime, note: str = ""
) -> LibraryVersion:
    """Find it right, with the approval's number and until when it may be used.

    Raises IllegalContentMove, OwnWork, TextRefused, ApprovalNumberMissing, ExpiryInvalid.
    """
    if not number.strip():
        raise ApprovalNumberMissing
    if not at < expires_at <= at + LONGEST:
        raise ExpiryInvalid
    with journal.unit(by=by.actor, at=at):
        version = locked(version)
        check_move(version, "approve")
        check_not_own(version, by)
        check_texts(version.item, version, until=expires_at)
        move(
            version,
            "approve",
            reviewed_at=at,
            reviewed_by=by,
            review_note=note.strip(),
            approval_number=number.strip(),
            expires_at=expires_at,
        )
        set_clock(version, at=at)
        news = news_of(version)
        journal.record(
            VersionApproved(**news, approval_number=version.approval_number, expires_at=expires_at.isoformat())
        )
    return version


def reject(version: LibraryVersion, *, by: Staff, at: dt.datetime, note: str) -> LibraryVersion:
    """It may not be said like this; a better wording is a new version. Raises ReasonMissing, IllegalContentMove, OwnWork."""
    if not note.strip():
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        version = locked(version)
        check_move(version, "reject")
        check_not_own(version, by)
        return move(version, "reject", reviewed_at=at, reviewed_by=by, review_note=note.strip(), ended_at=at)


def check_not_own(version: LibraryVersion, by: Staff) -> None:
    """Neither its author nor anybody who changed it decides on it (1 query). Raises OwnWork."""
    if version.author_id == by.pk or version.editors.filter(pk=by.pk).exists():
        raise OwnWork


def publish(version: LibraryVersion, *, by: Actor, at: dt.datetime) -> LibraryVersion:
    """Let it count from now on, in place of the version before. Raises IllegalContentMove, ApprovalOver."""
    with journal.unit(by=by, at=at):
        # One version at a time: two approved ones of an item cannot be, but a second publishing waits here.
        LibraryItem.objects.select_for_update(no_key=True).get(pk=version.item_id)
        version = locked(version)
        check_move(version, "publish")
        assert version.expires_at is not None
        if version.expires_at <= at:
            raise ApprovalOver
        supersede(version, by=by, at=at)
        move(version, "publish", published_at=at, published_by_id=by.staff_id)
        news = news_of(version)
        journal.record(VersionPublished(**news, roles=version.item.roles, must_acknowledge=version.must_acknowledge))
        set_clock(version, at=at)
        if version.must_acknowledge:
            unread.watch(version, at=at)
    return version


def supersede(version: LibraryVersion, *, by: Actor, at: dt.datetime) -> None:
    """End what counted so far, and the task of renewing it (2 statements when there is nothing)."""
    for former in version.item.versions.filter(status__in=IN_FORCE):
        former = locked(former)
        move(former, "supersede", ended_at=at, ended_by_id=by.staff_id, superseded_by=version)
        deadlines.stop(subject=(SUBJECT, former.pk), at=at)
    forget_tasks(version.item, at=at, reason="renewed")
