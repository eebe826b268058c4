"""Moves: the sum is what is there, the first to expire goes first, nothing below zero, nothing expired goes out."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from lobby.branches.actors import SYSTEM
from lobby.floor.domain.stock import moving
from lobby.floor.enums.stock import MaterialKind, MoveReason
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.stock import (
    ApprovalMissing,
    ArrivedExpired,
    NotEnough,
    NotExpired,
    NothingToTakeBack,
    OnlyExpired,
    PrizeForPurchase,
    PurposeMissing,
    QuantityInvalid,
    RecipientMissing,
)
from lobby.floor.models import StockLot, StockMove
from lobby.floor.selectors.stock import on_hand
from lobby.live.models import Entry
from tests.factories import make_branch

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)


def left(material):
    """What each lot still holds, oldest first."""
    return list(material.lots.order_by("pk").values_list("quantity", flat=True))


def issue(material, quantity, at, **fields):
    return moving.issue(material, quantity=quantity, by=SYSTEM, at=at, **fields)


def test_what_comes_in_is_on_hand(forms, receive, at):
    lot = receive(forms, 30)

    assert (lot.received, lot.quantity, on_hand(forms, at=at)) == (30, 30, 30)
    assert list(StockMove.objects.values_list("change", "reason")) == [(30, "received")]


def test_the_lot_that_expires_first_goes_first(forms, receive, at):
    receive(forms, 5)
    receive(forms, 5, expires_on=TODAY + 9 * DAY)
    receive(forms, 5, expires_on=TODAY)

    moves = issue(forms, 8, at)

    assert left(forms) == [5, 2, 0]
    assert [move.change for move in moves] == [-5, -3]


def test_no_more_than_is_there_goes_out(forms, receive, at):
    receive(forms, 3)

    with pytest.raises(NotEnough):
        issue(forms, 4, at)
    assert left(forms) == [3]


def test_nothing_goes_out_after_its_last_day(forms, receive, at):
    receive(forms, 3, expires_on=TODAY)

    with pytest.raises(OnlyExpired):
        issue(forms, 1, at + DAY)
    assert issue(forms, 1, at)


@pytest.mark.parametrize(
    ("zone", "last", "after"),
    [
        ("Asia/Shanghai", "2026-03-10T15:59:59+00:00", "2026-03-10T16:00:00+00:00"),
        ("America/New_York", "2026-03-11T03:59:59+00:00", "2026-03-11T04:00:00+00:00"),
        ("Europe/Berlin", "2026-03-10T22:59:59+00:00", "2026-03-10T23:00:00+00:00"),
    ],
)
def test_the_last_day_ends_at_the_branchs_midnight(branch, forms, receive, zone, last, after):
    branch.timezone = zone
    branch.save()
    receive(forms, 3, expires_on=TODAY, at=dt.datetime.fromisoformat("2026-03-10T12:00:00+00:00"))

    issue(forms, 1, dt.datetime.fromisoformat(last))

    with pytest.raises(OnlyExpired):
        issue(forms, 1, dt.datetime.fromisoformat(after))


def test_the_night_of_the_clock_change_ends_an_hour_later(branch, forms, receive):
    branch.timezone = "Europe/Berlin"
    branch.save()
    receive(forms, 2, expires_on=dt.date(2026, 10, 25), at=dt.datetime(2026, 10, 25, 8, tzinfo=dt.UTC))

    issue(forms, 1, dt.datetime(2026, 10, 25, 22, 59, tzinfo=dt.UTC))

    with pytest.raises(OnlyExpired):
        issue(forms, 1, dt.datetime(2026, 10, 25, 23, 0, tzinfo=dt.UTC))


def test_an_expired_lot_is_passed_over(forms, receive, at):
    receive(forms, 3, expires_on=TODAY)
    receive(forms, 3, expires_on=TODAY + 9 * DAY)

    issue(forms, 2, at + DAY)

    assert left(forms) == [3, 1]


def test_what_is_expired_on_arrival_is_refused(forms, receive):
    with pytest.raises(ArrivedExpired):
        receive(forms, 3, expires_on=TODAY - DAY)


@pytest.mark.parametrize("quantity", [0, -1, moving.MOST + 1])
def test_a_quantity_is_a_quantity(forms, receive, at, quantity):
    with pytest.raises(QuantityInvalid):
        receive(forms, quantity)
    with pytest.raises(QuantityInvalid):
        issue(forms, quantity, at)


def test_printed_matter_needs_its_approval(material, receive):
    leaflet = material("loan", kind=MaterialKind.LEAFLET)

    with pytest.raises(ApprovalMissing):
        receive(leaflet, 10)
    assert receive(leaflet, 10, approval_no="HG-2026-17").approval_no == "HG-2026-17"


def test_counting_too_few_takes_from_the_first_to_expire(forms, receive, at):
    receive(forms, 10, expires_on=TODAY + DAY)
    receive(forms, 10)

    moving.count(forms, counted=7, by=SYSTEM, at=at)

    assert left(forms) == [0, 7]
    assert sum(move.change for move in StockMove.objects.filter(reason=MoveReason.COUNTED)) == -13


def test_counting_too_many_adds_to_the_last_to_expire(forms, receive, at):
    receive(forms, 10, expires_on=TODAY + DAY)

    moving.count(forms, counted=12, by=SYSTEM, at=at)
    moving.count(forms, counted=12, by=SYSTEM, at=at)

    assert left(forms) == [12]
    assert StockMove.objects.count() == 2


def test_counting_what_nobody_wrote_down_makes_a_lot(forms, at):
    moving.count(forms, counted=4, by=SYSTEM, at=at)

    assert left(forms) == [4]


def test_expired_pieces_are_taken_away_once(forms, receive, at):
    lot = receive(forms, 3, expires_on=TODAY)

    with pytest.raises(NotExpired):
        moving.remove_expired(lot, by=SYSTEM, at=at)
    moving.remove_expired(lot, by=SYSTEM, at=at + DAY)
    with pytest.raises(NotExpired):
        moving.remove_expired(lot, by=SYSTEM, at=at + DAY)

    assert left(forms) == [0]


def test_a_loss_needs_words(forms, receive, at):
    receive(forms, 3)

    with pytest.raises(ReasonMissing):
        issue(forms, 1, at, reason=MoveReason.LOST)
    assert issue(forms, 1, at, reason=MoveReason.LOST, note="wet")


def test_refilling_the_folder_lowers_stock(forms, receive, at):
    receive(forms, 30)

    issue(forms, 4, at, reason=MoveReason.REFILLED_FOLDER)

    assert left(forms) == [26]


@pytest.fixture
def cups(material, receive):
    gift = material("cup", kind=MaterialKind.PRIZE)
    receive(gift, 5)
    return gift


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"subject": ("visit", 3)}, PurposeMissing),
        ({"purpose": "education"}, RecipientMissing),
        ({"purpose": "education", "note": "  "}, RecipientMissing),
        ({"purpose": "purchase", "subject": ("visit", 3)}, PrizeForPurchase),
        ({"purpose": "education", "subject": ("purchase", 3)}, PrizeForPurchase),
        ({"purpose": "education", "subject": ("lead", 3), "note": "x"}, PrizeForPurchase),
    ],
)
def test_a_gift_is_for_somebody_and_never_for_a_purchase(cups, at, fields, refusal):
    with pytest.raises(refusal):
        issue(cups, 1, at, **fields)
    assert left(cups) == [5]


@pytest.mark.parametrize("fields", [{"subject": ("visit", 3)}, {"note": "quiz, number A012"}])
def test_a_gift_to_somebody_lowers_stock(cups, at, fields):
    issue(cups, 1, at, purpose="education", **fields)

    assert left(cups) == [4]


@pytest.mark.parametrize(
    "values", [{"purpose": "purchase"}, {"change": 0}, {"reason": "sold"}, {"subject_type": "visit"}]
)
def test_the_database_refuses_what_no_move_may_be(cups, at, values):
    lot = cups.lots.get()

    with pytest.raises(IntegrityError), transaction.atomic():
        StockMove.objects.create(**{"lot": lot, "change": -1, "reason": "issued", "at": at, **values})


def test_the_database_refuses_less_than_nothing(cups):
    with pytest.raises(IntegrityError), transaction.atomic():
        StockLot.objects.filter(material=cups).update(quantity=-1)


def test_one_takes_ones_own_giving_out_back(forms, receive, manager, at):
    receive(forms, 3, expires_on=TODAY)
    receive(forms, 3)
    moves = moving.issue(forms, quantity=5, by=manager.actor, at=at)

    moving.take_back(moves[0], by=manager.actor, at=at + dt.timedelta(seconds=30))

    assert left(forms) == [3, 3]
    with pytest.raises(NothingToTakeBack):
        moving.take_back(moves[0], by=manager.actor, at=at + dt.timedelta(seconds=31))


def test_nobody_takes_back_anothers_or_late_or_a_delivery(forms, receive, manager, head, at):
    receive(forms, 3, by=manager.actor)
    moves = moving.issue(forms, quantity=1, by=manager.actor, at=at)
    delivery = StockMove.objects.get(reason=MoveReason.RECEIVED)

    for move, by, when in [
        (moves[0], head.actor, at),
        (moves[0], manager.actor, at + dt.timedelta(seconds=61)),
        (delivery, manager.actor, at),
        (moves[0], SYSTEM, at),
    ]:
        with pytest.raises(NothingToTakeBack):
            moving.take_back(move, by=by, at=when)


def test_the_lots_are_the_sum_of_their_moves(forms, receive, at):
    receive(forms, 9, expires_on=TODAY)
    receive(forms, 9)
    issue(forms, 11, at)
    moving.count(forms, counted=3, by=SYSTEM, at=at)
    moving.count(forms, counted=30, by=SYSTEM, at=at)

    for lot in forms.lots.all():
        assert lot.quantity == sum(move.change for move in lot.moves.all())
    assert on_hand(forms, at=at) == 30


def test_news_carries_numbers_only(cups, at):
    issue(cups, 1, at, purpose="education", note="A012 Zhang")

    entry = Entry.objects.filter(type="stock.issued").get()
    assert entry.payload == {
        "material": cups.pk,
        "code": "cup",
        "change": -1,
        "on_hand": 4,
        "reason": "issued",
    }


def test_a_check_counts_by_code(forms, receive, at, branch):
    receive(forms, 30)

    assert moving.counted(branch, "forms", 5, by=SYSTEM, at=at, subject=("check_run", 4)) == forms
    assert on_hand(forms, at=at) == 5
    assert StockMove.objects.get(reason="counted").subject_type == "check_run"
    assert moving.counted(branch, "unknown", 5, by=SYSTEM, at=at) is None
    assert moving.counted(make_branch("7009"), "forms", 5, by=SYSTEM, at=at) is None


def test_what_giving_out_costs(forms, receive, at, django_assert_num_queries):
    receive(forms, 30)

    with django_assert_num_queries(10):
        issue(forms, 1, at)
