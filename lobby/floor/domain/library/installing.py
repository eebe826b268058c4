"""Putting into the library what the product ships with: approved by the product itself, for a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from lobby.branches.actors import SYSTEM
from lobby.branches.models import Branch
from lobby.floor.domain.library.moving import news_of
from lobby.floor.domain.library.shipped import SHIPPED
from lobby.floor.domain.library.shipped.item import Shipped
from lobby.floor.domain.library.timing import set_clock
from lobby.floor.domain.library.wording import Wording, check_texts, fill
from lobby.floor.domain.unread import watch
from lobby.floor.enums.library import ContentStatus
from lobby.floor.events.library import VersionPublished
from lobby.floor.models.library import LibraryItem, LibraryVersion
from lobby.live import journal

SOURCE = "LOBBY-2026"
HOLDS_FOR = dt.timedelta(days=365)


def install(home: Branch, *, at: dt.datetime, kinds: Collection[str] | None = None) -> int:
    """Add the shipped items that the bank does not have yet, all or those of some kinds, for the whole bank; returns how
    many.

    `home` looks after them. An item that is there is the bank's own and is left alone, whatever became of it. A second
    run costs one query.
    """
    with journal.unit(by=SYSTEM, at=at):
        have = set(LibraryItem.objects.values_list("code", flat=True))
        missing = [(place, one) for place, one in enumerate(SHIPPED, start=1) if one.code not in have]
        missing = [(place, one) for place, one in missing if kinds is None or one.kind in kinds]
        versions = [put(one, place, home, at=at) for place, one in missing]
        mandatory = next((version for version in versions if version.must_acknowledge), None)
        if mandatory is not None:
            watch(mandatory, at=at)
    return len(versions)


def put(one: Shipped, place: int, home: Branch, *, at: dt.datetime) -> LibraryVersion:
    """One item with its first version, in force at once. Raises what a text of our own may not hold."""
    item = LibraryItem.objects.create(
        code=one.code,
        kind=one.kind,
        branch=None,
        home=home,
        service=one.service,
        roles=[role.value for role in one.roles],
        tags=list(one.tags),
        created_at=at,
    )
    version = LibraryVersion(
        item=item,
        number=1,
        status=ContentStatus.PUBLISHED,
        created_at=at,
        submitted_at=at,
        reviewed_at=at,
        approval_number=f"{SOURCE}-{place:03}",
        published_at=at,
        expires_at=at + HOLDS_FOR,
    )
    (title_zh, title_en), (body_zh, body_en) = one.title, one.body
    wording = Wording(
        title_zh=title_zh,
        title_en=title_en,
        body_zh=body_zh,
        body_en=body_en,
        extra=one.extra,
        must_acknowledge=one.must_acknowledge,
        quiz_zh=one.quiz[0],
        quiz_en=one.quiz[1],
    )
    fill(version, wording)
    check_texts(item, version, until=at + HOLDS_FOR)
    version.save()
    journal.record(VersionPublished(**news_of(version), roles=item.roles, must_acknowledge=version.must_acknowledge))
    set_clock(version, at=at)
    return version
