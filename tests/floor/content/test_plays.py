"""What walls report: added up once, judged, bounded; what should play beside what did; K23."""

from __future__ import annotations

import datetime as dt

import pytest

from lobby.branches.calendar import business_date
from lobby.branches.enums import DeviceKind
from lobby.floor.domain.content import playlists, plays
from lobby.floor.domain.content.plays import Play
from lobby.floor.domain.library import writing
from lobby.floor.errors.content import ReportInvalid
from lobby.floor.kpis import CONTENT_FRESH
from lobby.floor.models import PlayDay, PlayHour
from lobby.floor.selectors.content import played
from lobby.kpi.measuring import measured
from lobby.kpi.periods import day_of
from tests.factories import make_device

DAY, MINUTE, SECOND = dt.timedelta(days=1), dt.timedelta(minutes=1), dt.timedelta(seconds=1)
WEEK = 7 * DAY


@pytest.fixture
def tip(content, playlist, play):
    version = content("tip")
    play(playlist, version)
    return version


def report(wall, at, *rows):
    return plays.report(wall, [Play(version.pk, when, seconds) for version, when, seconds in rows], at=at)


def totals(**only):
    return list(PlayHour.objects.filter(**only).values_list("plays", "seconds", "expired", "unasked"))


def test_plays_are_added_up_by_hour(wall, tip, at):
    taken = report(wall, at + 90 * MINUTE, (tip, at, 10), (tip, at + MINUTE, 10), (tip, at + 61 * MINUTE, 5))
    report(wall, at + 91 * MINUTE, (tip, at + 62 * MINUTE, 7))

    assert taken == 3
    assert sorted(totals()) == [(2, 12, 0, 0), (2, 20, 0, 0)]
    assert PlayDay.objects.get().plays == 4
    first = PlayHour.objects.earliest("hour")
    assert (first.first_at, first.last_at) == (at, at + MINUTE)


@pytest.mark.parametrize(
    ("offset", "seconds", "taken"),
    [
        (-DAY, 10, 1),
        (-DAY - SECOND, 10, 0),
        (MINUTE, 10, 1),
        (61 * SECOND, 10, 0),
        (0 * SECOND, 0, 0),
        (-MINUTE, 3601, 0),
    ],
)
def test_only_what_can_be_true_is_taken(wall, content, playlist, play, at, offset, seconds, taken):
    version = content("a")

    assert report(wall, at, (version, at + offset, seconds)) == taken


def test_what_is_no_content_of_the_branch_is_left_out(wall, content, other_branch, at):
    theirs = content("theirs", where=other_branch)
    guide = content("guide")
    guide.item.kind = "guide"
    guide.item.save()
    draft = content("draft", status="draft", published_at=None)

    assert report(wall, at, (theirs, at, 9), (guide, at, 9), (draft, at, 9)) == 0
    assert plays.report(wall, [Play(10**9, at, 9)], at=at) == 0
    assert PlayHour.objects.count() == PlayDay.objects.count() == 0


def test_more_than_a_batch_is_refused(wall, tip, at):
    with pytest.raises(ReportInvalid):
        report(wall, at, *[(tip, at, 1)] * (plays.MOST_PLAYS + 1))


def test_an_expired_play_is_counted_as_one(wall, tip, at):
    late = tip.expires_at

    report(wall, late, (tip, late - SECOND, 1), (tip, late, 1))

    assert [(one[0], one[2]) for one in totals()] in ([(1, 0), (1, 1)], [(1, 1), (1, 0)], [(2, 1)])
    assert PlayDay.objects.get().expired == 1


def test_what_no_playlist_asked_for_is_counted_as_such(wall, content, at):
    report(wall, at, (content("a"), at, 5))

    assert totals() == [(1, 5, 0, 1)]


def test_what_was_asked_for_then_is_right_afterwards(wall, playlist, tip, manager, at):
    entry = playlist.entries.get()
    playlists.remove(entry, by=manager.actor, at=at + MINUTE)

    report(wall, at + 10 * MINUTE, (tip, at, 5), (tip, at + MINUTE + 4 * SECOND, 5), (tip, at + 2 * MINUTE, 5))

    assert totals() == [(3, 15, 0, 1)]


def test_what_was_withdrawn_is_unasked_after_a_moment(wall, tip, manager, at):
    writing.withdraw(tip, by=manager.actor, at=at + MINUTE, reason="x")

    report(wall, at + 5 * MINUTE, (tip, at, 5), (tip, at + 2 * MINUTE, 5))

    assert totals() == [(2, 10, 0, 1)]


def test_a_walls_own_playlist_says_what_is_asked_for(wall, branch, tip, content, play, manager, at):
    own = content("own")
    play(playlists.playlist_of(branch, by=manager.actor, at=at, wall=wall), own)

    report(wall, at, (own, at, 5), (tip, at, 5))

    assert (totals(version=own), totals(version=tip)) == ([(1, 5, 0, 0)], [(1, 5, 0, 1)])


def test_hours_and_days_of_an_entry_are_looked_at(wall, playlist, tip, manager, at):
    entry = playlist.entries.get()
    playlists.limit(entry, by=manager.actor, at=at, from_time=dt.time(10), until_time=dt.time(11))

    report(wall, at + 2 * 60 * MINUTE, (tip, at, 5), (tip, at + 60 * MINUTE, 5))

    assert sum(one[3] for one in totals()) == 1


def test_what_a_report_costs(wall, tip, at, django_assert_num_queries):
    with django_assert_num_queries(8):  # two of them the test's own savepoint
        report(wall, at, (tip, at, 10), (tip, at - MINUTE, 10), (tip, at - 2 * MINUTE, 10))


def test_old_hours_are_forgotten_and_days_stay(wall, tip, at):
    report(wall, at, (tip, at, 10))

    assert plays.forget_plays(at=at + 80 * DAY) == 0
    assert plays.forget_plays(at=at + 92 * DAY) == 1
    assert PlayDay.objects.count() == 1


# What should play beside what did.


def state(branch, at, **fields):
    return played.walls(branch, at=at, max_age=WEEK, **fields)[0]


def test_a_wall_that_plays_its_round_is_right(branch, wall, tip, at):
    report(wall, at, (tip, at, 10))

    assert state(branch, at + MINUTE).is_right


def test_an_expired_item_that_plays_on_is_seen(branch, wall, tip, at):
    late = tip.expires_at
    report(wall, late + MINUTE, (tip, late + 30 * SECOND, 10))

    found = state(branch, late + MINUTE)

    assert [version.pk for version in found.unwanted] == [tip.pk]
    assert not found.is_right


def test_a_wall_that_tells_nothing_is_silent(branch, wall, tip, at):
    assert state(branch, at).is_silent
    report(wall, at, (tip, at, 10))
    assert not state(branch, at + 15 * MINUTE).is_silent
    assert state(branch, at + 16 * MINUTE).is_silent


def test_a_wall_without_content_is_not_right(branch, wall, at):
    found = state(branch, at)

    assert (found.is_stale, found.is_silent, found.is_right) == (True, False, False)


def test_other_devices_are_no_walls(branch, wall, kiosk, at):
    assert [one.wall for one in played.walls(branch, at=at, max_age=WEEK)] == [wall]


@pytest.mark.parametrize("count", [1, 3])
def test_what_the_walls_cost(branch, wall, tip, at, django_assert_num_queries, count):
    for number in range(count - 1):
        other = make_device(branch, f"W{number}", DeviceKind.WALL)
        report(other, at, (tip, at, 10))

    with django_assert_num_queries(6):
        played.walls(branch, at=at, max_age=WEEK)


def test_k23_is_the_share_of_fresh_screens(branch, wall, tip, at):
    second, third = make_device(branch, "W2"), make_device(branch, "W3")
    report(wall, at, (tip, at, 10))
    report(second, at, (tip, at, 10))
    report(third, at, (tip, at, 10))
    PlayDay.objects.filter(wall=second).update(is_fresh=False)
    PlayDay.objects.filter(wall=third).update(expired=1)

    parts = measured(CONTENT_FRESH, day_of(branch, business_date(branch, at)))

    assert (parts.n, parts.total) == (3, 1.0)


def test_a_screen_is_fresh_only_if_it_was_all_day(branch, wall, tip, playlist, at):
    stale = at + 8 * DAY
    report(wall, stale, (tip, stale, 10))
    playlist.changed_at = stale
    playlist.save()
    report(wall, stale + MINUTE, (tip, stale + MINUTE, 10))

    assert PlayDay.objects.get().is_fresh is False
