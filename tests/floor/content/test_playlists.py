"""Arranging: only approved content in force, what is missing, days and hours, one's own removing taken back."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.errors import NotFound
from lobby.floor.domain.content import playlists
from lobby.floor.enums.content import Category
from lobby.floor.errors import TooLate
from lobby.floor.errors.content import EntryGone, NotWallContent, PlayedAlready, PlaylistFull, SpanInvalid
from lobby.floor.models import LibraryItem, Playlist, PlaylistEntry
from lobby.floor.selectors.content.rounds import due_now, is_due, round_of, rounds
from lobby.live.models import Entry
from tests.factories import make_device

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def titles(branch, at, code=""):
    """What plays on a wall at a moment."""
    return [slide.version.title_en for slide in due_now(round_of(rounds(branch, at=at), code), branch, at)]


def test_what_is_added_plays_in_order(branch, playlist, content, play, at):
    for code in "abc":
        play(playlist, content(code))

    assert titles(branch, at) == ["Title a", "Title b", "Title c"]
    assert Entry.objects.filter(type="content.arranged").count() == 4


def test_only_wall_content_in_force_plays(branch, other_branch, playlist, content, manager, at):
    wrong = [
        content("draft", status="draft", published_at=None),
        content("withdrawn", status="withdrawn", ended_at=at),
        content("expired", expires_at=at),
        content("later", published_at=at + DAY),
        content("others", where=other_branch),
    ]
    guide = content("guide")
    LibraryItem.objects.filter(pk=guide.item_id).update(kind="guide")

    for version in [*wrong, guide]:
        with pytest.raises(NotWallContent):
            playlists.add(playlist, version.item, by=manager.actor, at=at)


def test_the_banks_content_plays_everywhere(branch, playlist, content, play, at):
    play(playlist, content("bank", where=None))

    assert titles(branch, at) == ["Title bank"]


def test_it_stops_at_its_end_with_nobody_there(branch, playlist, content, play, at):
    play(playlist, content("a"))

    assert titles(branch, at + 10 * DAY - SECOND) == ["Title a"]
    assert titles(branch, at + 10 * DAY) == []


def test_an_item_stands_once_and_not_too_many(playlist, content, play, monkeypatch):
    version = content("a")
    play(playlist, version)

    with pytest.raises(PlayedAlready):
        play(playlist, version)
    for number in range(playlists.MOST - 1):
        play(playlist, content(f"n{number}"))
    with pytest.raises(PlaylistFull):
        play(playlist, content("last"))


def test_a_wall_of_its_own_plays_its_own(branch, wall, playlist, content, play, manager, at):
    make_device(branch, "W2")
    own = playlists.playlist_of(branch, by=manager.actor, at=at, wall=wall)
    play(playlist, content("all"))
    assert titles(branch, at, wall.code) == ["Title all"]

    entry = play(own, content("own"))
    assert (titles(branch, at, wall.code), titles(branch, at, "W2")) == (["Title own"], ["Title all"])

    playlists.remove(entry, by=manager.actor, at=at)
    assert titles(branch, at, wall.code) == ["Title all"]


def test_there_is_one_playlist_for_each(branch, wall, playlist, manager, at):
    assert playlists.playlist_of(branch, by=manager.actor, at=at) == playlist
    with pytest.raises(IntegrityError), transaction.atomic():
        Playlist.objects.create(branch=branch, changed_at=at)


def test_other_things_and_other_branches_have_none(branch, other_branch, kiosk, manager, at):
    for device in (kiosk, make_device(other_branch, "W9")):
        with pytest.raises(NotFound):
            playlists.playlist_of(branch, by=manager.actor, at=at, wall=device)


def test_what_is_missing_is_told(branch, playlist, content, play, at):
    play(playlist, content("a", "service"))
    assert rounds(branch, at=at)[0].missing == [Category.PRODUCT, Category.MARKET]

    play(playlist, content("b", "market", expires_at=at + DAY))
    play(playlist, content("c", "product"))

    assert rounds(branch, at=at)[0].missing == []
    assert rounds(branch, at=at + DAY)[0].missing == [Category.MARKET]


def test_removing_is_taken_back_by_oneself_in_time(branch, playlist, content, play, manager, head, at):
    entry = play(playlist, content("a"))
    playlists.remove(entry, by=manager.actor, at=at)
    assert titles(branch, at) == []

    with pytest.raises(EntryGone):
        playlists.remove(entry, by=manager.actor, at=at)
    with pytest.raises(EntryGone):
        playlists.restore(entry, by=head.actor, at=at)
    with pytest.raises(TooLate):
        playlists.restore(entry, by=manager.actor, at=at + 61 * SECOND)
    playlists.restore(entry, by=manager.actor, at=at + 60 * SECOND)

    assert titles(branch, at) == ["Title a"]
    with pytest.raises(EntryGone):
        playlists.restore(entry, by=manager.actor, at=at)


def test_what_was_added_again_is_not_restored(playlist, content, play, manager, at):
    version = content("a")
    entry = play(playlist, version)
    playlists.remove(entry, by=manager.actor, at=at)
    play(playlist, version)

    with pytest.raises(PlayedAlready):
        playlists.restore(entry, by=manager.actor, at=at)


@pytest.mark.parametrize(
    ("which", "steps", "order"),
    [(2, -1, "acb"), (0, 1, "bac"), (0, -1, "abc"), (2, 1, "abc"), (0, 9, "bca")],
)
def test_order_is_changed(branch, playlist, content, play, manager, at, which, steps, order):
    entries = [play(playlist, content(code)) for code in "abc"]

    playlists.shift(entries[which], by=manager.actor, at=at, steps=steps)

    assert "".join(title[-1] for title in titles(branch, at)) == order


@pytest.mark.parametrize(
    ("hours", "local_hour", "plays"),
    [
        (("09:00", "12:00"), 9, True),
        (("09:00", "12:00"), 12, False),
        (("22:00", "06:00"), 23, True),
        (("22:00", "06:00"), 5, True),
        (("22:00", "06:00"), 6, False),
    ],
)
@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_hours_are_the_branchs(branch, playlist, content, play, manager, at, hours, local_hour, plays, zone):
    branch.timezone = zone
    entry = play(playlist, content("a"))
    first, last = (dt.time.fromisoformat(one) for one in hours)
    entry = playlists.limit(entry, by=manager.actor, at=at, from_time=first, until_time=last)

    now = dt.datetime(2026, 3, 11, local_hour, tzinfo=ZoneInfo(zone)).astimezone(dt.UTC)
    assert is_due(entry, branch, now) is plays


def test_days_limit_it(branch, playlist, content, play, manager, at):
    entry = play(playlist, content("a"))

    playlists.limit(entry, by=manager.actor, at=at, starts_at=at + DAY, ends_at=at + 2 * DAY)

    days = [titles(branch, at + n * DAY) for n in (0, 1, 2)]
    assert days == [[], ["Title a"], []]


@pytest.mark.parametrize(
    "limits",
    [
        {"from_time": dt.time(9)},
        {"until_time": dt.time(9)},
        {"from_time": dt.time(9), "until_time": dt.time(9)},
        {"starts_at": dt.datetime(2026, 3, 12, tzinfo=dt.UTC), "ends_at": dt.datetime(2026, 3, 12, tzinfo=dt.UTC)},
    ],
)
def test_half_a_span_is_refused(playlist, content, play, manager, at, limits):
    entry = play(playlist, content("a"))

    with pytest.raises(SpanInvalid):
        playlists.limit(entry, by=manager.actor, at=at, **limits)
    with pytest.raises(IntegrityError), transaction.atomic():
        PlaylistEntry.objects.filter(pk=entry.pk).update(**limits)


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_rounds_cost(branch, playlist, content, play, at, django_assert_num_queries, count):
    for number in range(count):
        play(playlist, content(f"n{number}"))

    with django_assert_num_queries(4):
        rounds(branch, at=at)
