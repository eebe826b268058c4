"""S161: what a screen plays changes once a week, else one alert; the library's news reaches every branch that plays it."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.actors import SYSTEM
from lobby.floor.domain.content import playlists
from lobby.floor.domain.content.freshness import STALE
from lobby.floor.domain.library import reviewing, writing
from lobby.floor.domain.library.wording import wording_of
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, LibraryVersion
from lobby.live.models import Entry

DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


def open_alerts():
    return Alert.objects.filter(kind=STALE, resolved_at=None)


def test_a_screen_untouched_for_a_week_alerts_once(playlist, content, play, at):
    play(playlist, content("a"))

    sweep_deadlines(at=at + 7 * DAY - SECOND)
    assert not open_alerts().exists()
    for _ in range(3):
        sweep_deadlines(at=at + 8 * DAY)

    alert = open_alerts().get()
    assert (alert.subject_type, alert.subject_id, alert.values["days"]) == ("playlist", playlist.pk, 8)


def test_two_days_of_outage_alert_late_and_once(playlist, at):
    sweep_deadlines(at=at + 9 * DAY)
    sweep_deadlines(at=at + 9 * DAY)

    assert open_alerts().count() == 1


@pytest.mark.parametrize("change", ["add", "remove", "publish"])
def test_a_change_starts_the_week_anew_and_ends_the_alert(playlist, content, play, manager, head, at, change):
    version = content("a", expires_at=at + 60 * DAY)
    entry = play(playlist, version)
    late = at + 8 * DAY
    sweep_deadlines(at=late)
    assert open_alerts().exists()

    if change == "add":
        play(playlist, content("b", expires_at=at + 60 * DAY), when=late)
    elif change == "remove":
        playlists.remove(entry, by=manager.actor, at=late)
    else:
        publish_next(version, manager, head, late)

    playlist.refresh_from_db()
    assert playlist.changed_at == late
    assert not open_alerts().exists()
    sweep_deadlines(at=late + 7 * DAY - SECOND)
    assert not open_alerts().exists()
    sweep_deadlines(at=late + 7 * DAY)
    assert open_alerts().count() == 1


def publish_next(version, author, reviewer, at):
    following = writing.revise(version.item, by=author, at=at, wording=wording_of(version))
    writing.submit(following, by=author, at=at)
    reviewing.approve(following, by=reviewer, at=at, number="HG-2", expires_at=at + 30 * DAY)
    return reviewing.publish(following, by=author.actor, at=at)


def test_order_and_hours_are_no_new_content(playlist, content, play, manager, at):
    entry = play(playlist, content("a"))
    play(playlist, content("b"))

    playlists.shift(entry, by=manager.actor, at=at + DAY, steps=1)
    playlists.limit(entry, by=manager.actor, at=at + DAY)

    playlist.refresh_from_db()
    assert playlist.changed_at == at


def test_the_branchs_own_week_counts(branch, at, manager):
    branch.policies.update(content_max_age_s=3 * 24 * 3600)
    playlists.playlist_of(branch, by=manager.actor, at=at)

    sweep_deadlines(at=at + 3 * DAY)

    assert open_alerts().count() == 1


def test_an_empty_playlist_of_one_wall_is_not_stale(branch, wall, manager, at):
    playlists.playlist_of(branch, by=manager.actor, at=at, wall=wall)

    sweep_deadlines(at=at + 8 * DAY)

    assert not open_alerts().exists()


def test_what_the_bank_withdraws_is_told_where_it_plays(branch, other_branch, playlist, content, play, manager, at):
    version = content("bank", where=None)
    play(playlist, version)
    theirs = playlists.playlist_of(other_branch, by=SYSTEM, at=at)
    play(theirs, version)
    content("unplayed", where=None)

    writing.withdraw(version, by=manager.actor, at=at, reason="wrong rate")

    told = Entry.objects.filter(type="content.changed")
    assert sorted(told.values_list("branch_id", flat=True)) == [branch.pk, other_branch.pk]
    assert set(told.values_list("payload__item", flat=True)) == {"wall-bank"}


def test_other_library_news_reach_no_wall(playlist, content, play, manager, at):
    version = content("a")
    play(playlist, version)
    version.item.kind = "guide"
    version.item.save()

    writing.withdraw(LibraryVersion.objects.get(), by=manager.actor, at=at, reason="x")

    assert not Entry.objects.filter(type="content.changed").exists()
