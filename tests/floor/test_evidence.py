"""What stock and screens tell beside a check's items, and counts that reach the stock (S311, S313, S314, S403)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import translation

from lobby.branches.actors import SYSTEM
from lobby.floor.checking import known_about
from lobby.floor.domain.checks.answering import Answer, answer
from lobby.floor.domain.checks.running import open_run, start
from lobby.floor.domain.checks.scheduling import schedule_day
from lobby.floor.domain.checks.shipped.installing import install
from lobby.floor.domain.content import playlists, plays
from lobby.floor.domain.content.plays import Play
from lobby.floor.domain.stock import materials, moving
from lobby.floor.domain.stock.levels import REPLENISH
from lobby.floor.models import ChecklistItem, LibraryItem, LibraryVersion, Material, Reminder, StockMove
from lobby.floor.selectors.stock import on_hand
from tests.floor.checks.making import make_item, make_version

TODAY = dt.date(2026, 3, 10)
DAY, SECOND = dt.timedelta(days=1), dt.timedelta(seconds=1)


@pytest.fixture
def leaflets(branch, at):
    kept = Material(branch=branch, code="loan", kind="leaflet", name_zh="折页", name_en="Leaflets", minimum=20)
    kept = materials.add(kept, by=SYSTEM, at=at)
    moving.receive(kept, quantity=30, by=SYSTEM, at=at, expires_on=TODAY, approval_no="HG-1")
    return kept


def told(branch, about, at):
    with translation.override("en"):
        return [(fact.words, fact.is_wrong) for fact in known_about(branch, about, at)]


def test_what_is_written_down_stands_beside_the_count(branch, leaflets, at):
    assert told(branch, "stock:leaflet", at) == [("Leaflets: 30 written down, at least 20 wanted", False)]
    assert told(branch, "stock:loan", at) == [("Leaflets: 30 written down, at least 20 wanted", False)]
    assert told(branch, "stock:loan", at + DAY) == [("Leaflets: 0 written down, at least 20 wanted", False)]
    assert told(branch, "stock:unknown", at) == []


def test_what_is_out_of_date_makes_the_line_wrong(branch, leaflets, at):
    assert told(branch, "expired:leaflet", at) == [("Leaflets: 30 expire today", False)]
    assert told(branch, "expired:leaflet", at + DAY) == [("Leaflets: 30 expired, take them away", True)]
    assert told(branch, "expired:first_aid", at) == [("Nothing kept here is out of date", False)]


def test_an_expired_kit_shows_on_the_opening_check(branch, at):
    kit = Material(branch=branch, code="kit", kind="first_aid", name_zh="创可贴", name_en="Plasters", minimum=1)
    kit = materials.add(kit, by=SYSTEM, at=at)
    moving.receive(kit, quantity=5, by=SYSTEM, at=at, expires_on=TODAY)

    install(at=at, effective_from=TODAY)
    item = ChecklistItem.objects.get(version__template__code="opening", about="expired:first_aid")

    assert told(branch, item.about, at + DAY) == [("Plasters: 5 expired, take them away", True)]


def test_an_expired_item_that_plays_turns_the_line_red(branch, wall, manager, at):
    item = LibraryItem.objects.create(code="wall-a", kind="wall_content", branch=branch, home=branch, created_at=at)
    version = LibraryVersion.objects.create(
        item=item, number=1, status="published", title_zh="甲", title_en="A", created_at=at, published_at=at,
        approval_number="HG-1", expires_at=at + DAY, extra={"category": "service", "seconds": 10},
    )  # fmt: skip
    assert told(branch, "content:wall", at) == [("TESTWALL has nothing to play", True)]
    playlist = playlists.playlist_of(branch, by=SYSTEM, at=at)
    playlists.add(playlist, item, by=SYSTEM, at=at)
    assert told(branch, "content:wall", at) == [("TESTWALL does not report what it plays", False)]

    plays.report(wall, [Play(version.pk, at, 10)], at=at)
    assert told(branch, "content:wall", at) == [("TESTWALL: 1 approved items, the first ends 2026-03-11", False)]

    plays.report(wall, [Play(version.pk, at + DAY, 10)], at=at + DAY)
    facts = told(branch, "content:wall", at + DAY)
    assert ("TESTWALL played “A”, which should not play", True) in facts
    assert told(branch, "content:poster", at) == []


@pytest.fixture
def counting(branch, manager, at):
    """An opening check that counts the loan leaflets, begun."""
    make_item(make_version(), "1.1", answer="count", minimum=20, about="stock:loan")
    (run,) = schedule_day(branch, TODAY, at=at - DAY)
    return start(open_run(run, by=SYSTEM, at=at), by=manager.actor, at=at)


def test_five_counted_at_the_opening_make_a_task(counting, leaflets, manager, at):
    answer(counting, counting.version.items.get(), Answer(count=5), by=manager.actor, at=at)

    assert on_hand(leaflets, at=at) == 5
    assert Reminder.objects.get(kind=REPLENISH, ended_at=None).values["left"] == 5
    move = StockMove.objects.get(reason="counted")
    assert (move.subject_type, move.subject_id, move.by) == ("check_run", counting.pk, manager)


def test_a_kind_of_several_is_not_counted_as_one(branch, counting, leaflets, manager, at):
    counting.version.items.update(about="stock:leaflet")
    more = Material(branch=branch, code="two", kind="leaflet", name_zh="二", name_en="Two")
    materials.add(more, by=SYSTEM, at=at)

    answer(counting, counting.version.items.get(), Answer(count=5), by=manager.actor, at=at)

    assert on_hand(leaflets, at=at) == 30
