"""Approved wall content, and the playlist that plays it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from lobby.branches.models import Branch, Staff
from lobby.floor.domain.content import playlists
from lobby.floor.models import LibraryItem, LibraryVersion, Playlist, PlaylistEntry

DAY = dt.timedelta(days=1)


@pytest.fixture
def content(branch: Branch, manager: Staff, head: Staff, at: dt.datetime) -> Callable[..., LibraryVersion]:
    """Wall content in force from now on for ten days."""

    def make(
        code: str = "tip", category: str = "service", *, where: Branch | None = branch, **fields: object
    ) -> LibraryVersion:
        item = LibraryItem.objects.create(
            code=f"wall-{code}", kind="wall_content", branch=where, home=where or branch, created_at=at
        )
        values = {
            "status": "published", "title_zh": f"标题{code}", "title_en": f"Title {code}", "body_zh": "正文",
            "body_en": "Words", "extra": {"category": category, "seconds": 10}, "author": manager, "created_at": at,
            "submitted_at": at, "reviewed_at": at, "reviewed_by": head, "approval_number": "HG-1", "published_at": at,
            "expires_at": at + 10 * DAY,
        }  # fmt: skip
        return LibraryVersion.objects.create(item=item, number=1, **{**values, **fields})

    return make


@pytest.fixture
def playlist(branch: Branch, manager: Staff, at: dt.datetime) -> Playlist:
    """What every wall of the branch plays."""
    return playlists.playlist_of(branch, by=manager.actor, at=at)


@pytest.fixture
def play(manager: Staff, at: dt.datetime) -> Callable[..., PlaylistEntry]:
    """Put content into a playlist."""

    def add(playlist: Playlist, version: LibraryVersion, *, when: dt.datetime = at) -> PlaylistEntry:
        return playlists.add(playlist, version.item, by=manager.actor, at=when)

    return add
