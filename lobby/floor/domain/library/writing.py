"""Writing: a new item, a new version, edits of a draft, handing it in, taking it back, withdrawing."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Sequence

from django.db.models import Max

from lobby.branches.actors import Actor
from lobby.branches.models import Branch, Staff
from lobby.floor.domain import attachments, deadlines
from lobby.floor.domain.library.moving import check_move, locked, move, news_of
from lobby.floor.domain.library.timing import forget_tasks
from lobby.floor.domain.library.wording import Wording, changes, check_texts, fill
from lobby.floor.enums.library import IN_FORCE, IN_THE_MAKING
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.library import VersionInTheMaking
from lobby.floor.events.library import SUBJECT, VersionDrafted
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.live import journal


def begin(
    home: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    kind: str,
    wording: Wording,
    is_bank_wide: bool = False,
    code: str = "",
    service: str = "",
    roles: Iterable[str] = (),
    tags: Iterable[str] = (),
    pictures: Iterable[int] = (),
) -> LibraryVersion:
    """Write a new item: its first draft. What the item is and whom it is for stays; its words come in versions.

    Raises TextMissing, ExtraInvalid, AttachmentUnknown.
    """
    with journal.unit(by=by.actor, at=at):
        item = LibraryItem.objects.create(
            code=code or f"{kind.replace('_', '-')}-{secrets.token_hex(4)}",
            kind=kind,
            branch=None if is_bank_wide else home,
            home=home,
            owner=by,
            service=service,
            roles=sorted(set(roles)),
            tags=list(dict.fromkeys(tags)),
            created_at=at,
        )
        return draft(item, by=by, at=at, wording=wording, pictures=pictures)


def revise(
    item: LibraryItem, *, by: Staff, at: dt.datetime, wording: Wording, pictures: Iterable[int] = ()
) -> LibraryVersion:
    """Begin the next version; the one in force stays until this one is published.

    Its pictures are those of the newest version and the new ones. Raises VersionInTheMaking, TextMissing, ExtraInvalid,
    AttachmentUnknown.
    """
    with journal.unit(by=by.actor, at=at):
        item = LibraryItem.objects.select_for_update(no_key=True, of=("self",)).select_related("home").get(pk=item.pk)
        if item.versions.filter(status__in=IN_THE_MAKING).exists():
            raise VersionInTheMaking
        former = item.versions.order_by("-number").first()
        version = draft(item, by=by, at=at, wording=wording, pictures=pictures)
        if former is not None:
            # Its own copies: what was approved once is never touched again.
            attachments.copy((SUBJECT, former.pk), to=(SUBJECT, version.pk), by=by, at=at)
    return version


def draft(
    item: LibraryItem, *, by: Staff, at: dt.datetime, wording: Wording, pictures: Iterable[int]
) -> LibraryVersion:
    """The row of a new draft. The item must be locked or new."""
    last = item.versions.aggregate(last=Max("number"))["last"] or 0
    version = LibraryVersion(item=item, number=last + 1, author=by, created_at=at)
    fill(version, wording)
    version.save()
    version.editors.add(by)
    attachments.bind(pictures, subject=(SUBJECT, version.pk), branch=item.home, by=by)
    journal.record(VersionDrafted(**news_of(version)))
    return version


def edit(
    version: LibraryVersion, *, by: Staff, at: dt.datetime, wording: Wording, pictures: Iterable[int] = ()
) -> LibraryVersion:
    """Change a draft; whoever does may not decide on it any more.

    Raises IllegalContentMove, TextMissing, ExtraInvalid, AttachmentUnknown.
    """
    with journal.unit(by=by.actor, at=at):
        version = locked(version)
        check_move(version, "edit")
        names = fill(version, wording)
        version.editors.add(by)
        attachments.bind(pictures, subject=(SUBJECT, version.pk), branch=version.item.home, by=by)
        return move(version, "edit", **{name: getattr(version, name) for name in names})


def drop_picture(version: LibraryVersion, attachment_id: int, *, by: Staff, at: dt.datetime) -> LibraryVersion:
    """Take a picture out of a draft. Raises IllegalContentMove."""
    with journal.unit(by=by.actor, at=at):
        version = locked(version)
        check_move(version, "edit")
        attachments.drop(attachment_id, subject=(SUBJECT, version.pk))
        version.editors.add(by)
        return move(version, "edit")


def submit(
    version: LibraryVersion,
    *,
    by: Staff,
    at: dt.datetime,
    wording: Wording | None = None,
    pictures: Sequence[int] = (),
) -> LibraryVersion:
    """Hand a draft in for review, with the last changes where some come along.

    Raises IllegalContentMove, TextRefused and what `edit` refuses.
    """
    with journal.unit(by=by.actor, at=at):
        version = locked(version)
        check_move(version, "submit")
        if wording is not None and (pictures or changes(version, wording)):
            version = edit(version, by=by, at=at, wording=wording, pictures=pictures)
        check_texts(version.item, version, until=at)
        return move(version, "submit", submitted_at=at)


def recall(version: LibraryVersion, *, by: Staff, at: dt.datetime) -> LibraryVersion:
    """Take it back from review to change it. Raises IllegalContentMove."""
    with journal.unit(by=by.actor, at=at):
        return move(locked(version), "recall", submitted_at=None)


def withdraw(version: LibraryVersion, *, by: Actor, at: dt.datetime, reason: str) -> LibraryVersion:
    """It counts no more from this moment on, whatever state it was in. Raises ReasonMissing, IllegalContentMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        version = locked(version)
        counted = version.status in IN_FORCE
        version = move(version, "withdraw", ended_at=at, ended_by_id=by.staff_id, end_reason=reason.strip()[:200])
        deadlines.stop(subject=(SUBJECT, version.pk), at=at)
        if counted:
            forget_tasks(version.item, at=at, reason="withdrawn")
    return version
