"""What runs low or out of date makes somebody act: one task and one alert while it lasts, late after an outage, once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import closing_after
from lobby.branches.enums import RoleCode
from lobby.branches.models import BusinessDay
from lobby.floor.domain.stock import materials, moving
from lobby.floor.domain.stock.levels import EXPIRED, LOW, REPLENISH
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.enums.stock import MaterialKind
from lobby.floor.errors.stock import NotEnough, NotInForce, OnlyExpired
from lobby.floor.models import Alert, LibraryItem, LibraryVersion, Material, Reminder, StockLot
from tests.factories import make_staff

TODAY = dt.date(2026, 3, 10)
DAY = dt.timedelta(days=1)


def open_tasks():
    return Reminder.objects.filter(kind=REPLENISH, ended_at=None)


def open_alerts(kind=LOW):
    return Alert.objects.filter(kind=kind, resolved_at=None)


@pytest.fixture
def full(forms, receive):
    """Twenty wanted, thirty there; the task of the empty beginning is gone."""
    receive(forms, 30)
    assert (open_tasks().count(), open_alerts().count()) == (0, 0)
    return forms


def test_five_where_twenty_are_wanted_make_a_task_and_an_alert(full, at):
    moving.count(full, counted=5, by=SYSTEM, at=at)

    task, alert = open_tasks().get(), open_alerts().get()
    assert (task.team, task.owner, task.values["left"], task.values["minimum"]) == (RoleCode.LM, None, 5, 20)
    assert (task.subject_type, task.subject_id) == ("material", full.pk)
    assert set(alert.roles) == {RoleCode.CONTENT, RoleCode.LM}


def test_exactly_the_minimum_is_enough(full, at):
    moving.count(full, counted=20, by=SYSTEM, at=at)

    assert not open_tasks().exists()


def test_the_storekeeper_of_the_branch_gets_the_task(full, branch, at):
    make_staff("su", branch, RoleCode.CONTENT)

    moving.count(full, counted=5, by=SYSTEM, at=at)

    assert open_tasks().get().team == RoleCode.CONTENT


def test_one_task_while_it_lasts_with_the_newest_number(full, at):
    for left in (5, 4, 3):
        moving.count(full, counted=left, by=SYSTEM, at=at)

    assert open_tasks().get().values["left"] == 3
    assert open_alerts().get().values["left"] == 3


def test_refilled_ends_both_and_the_next_time_is_new(full, receive, at):
    moving.count(full, counted=5, by=SYSTEM, at=at)
    receive(full, 15)
    assert (open_tasks().count(), open_alerts().count()) == (0, 0)

    moving.count(full, counted=5, by=SYSTEM, at=at)
    assert Reminder.objects.filter(kind=REPLENISH, subject_id=full.pk).count() == 3


def test_a_new_material_with_a_minimum_is_asked_for_at_once(forms):
    assert open_tasks().get().values["left"] == 0


def test_wanting_more_asks_for_more(full, at):
    materials.change_minimum(full, minimum=31, by=SYSTEM, at=at)

    assert open_tasks().count() == 1


def test_it_is_due_at_the_next_closing_and_holidays_are_passed_over(branch, at):
    BusinessDay.objects.create(branch=branch, date=TODAY + DAY, opens_at=None, closes_at=None)

    assert closing_after(branch, at) == dt.datetime(2026, 3, 12, 9, 0, tzinfo=dt.UTC)


def test_a_branch_that_never_opens_has_a_day(branch, at):
    branch.opening_hours.all().delete()

    assert closing_after(branch, at) == at + DAY


def test_expiry_at_midnight_calls_somebody_and_lowers_what_is_there(full, receive, at):
    moving.count(full, counted=15, by=SYSTEM, at=at)
    receive(full, 10, expires_on=TODAY)
    assert not open_tasks().exists()
    midnight = dt.datetime(2026, 3, 10, 16, 0, tzinfo=dt.UTC)

    sweep_deadlines(at=midnight - dt.timedelta(seconds=1))
    assert not open_alerts(EXPIRED).exists()
    sweep_deadlines(at=midnight)

    assert open_alerts(EXPIRED).get().values["quantity"] == 10
    assert open_tasks().get().values["left"] == 15


def test_two_days_of_outage_call_once_for_each_lot(full, receive, at):
    for day in (0, 0, 1):
        receive(full, 2, expires_on=TODAY + day * DAY)
    late = at + 3 * DAY

    sweep_deadlines(at=late)
    sweep_deadlines(at=late)

    assert open_alerts(EXPIRED).count() == 3


def test_a_lot_that_is_used_up_calls_nobody(full, receive, at):
    receive(full, 2, expires_on=TODAY)
    moving.issue(full, quantity=2, by=SYSTEM, at=at)

    sweep_deadlines(at=at + DAY)

    assert not open_alerts(EXPIRED).exists()


def test_taken_away_ends_the_call(full, receive, at):
    lot = receive(full, 2, expires_on=TODAY)
    sweep_deadlines(at=at + DAY)

    moving.remove_expired(lot, by=SYSTEM, at=at + DAY)

    assert not open_alerts(EXPIRED).exists()


@pytest.fixture
def printed(branch, manager, head, at):
    """A leaflet's approved content, in force for two days."""
    item = LibraryItem.objects.create(code="leaflet-x", kind="guide", branch=branch, home=branch, created_at=at)
    LibraryVersion.objects.create(
        item=item, number=1, status="published", title_zh="折页", title_en="Leaflet", author=manager, created_at=at,
        submitted_at=at, reviewed_at=at, reviewed_by=head, approval_number="HG-9", published_at=at,
        expires_at=at + 2 * DAY,
    )  # fmt: skip
    return item


def test_a_leaflet_whose_content_is_not_in_force_stays_in_the_rack(material, receive, printed, at):
    leaflet = material("loan", kind=MaterialKind.LEAFLET, item=printed)
    lot = receive(leaflet, 10)
    assert lot.approval_no == "HG-9"

    moving.issue(leaflet, quantity=1, by=SYSTEM, at=at + 2 * DAY - dt.timedelta(seconds=1))

    with pytest.raises(NotInForce):
        moving.issue(leaflet, quantity=1, by=SYSTEM, at=at + 2 * DAY)


@pytest.mark.django_db(transaction=True)
def test_two_who_take_the_last_piece(branch, at):
    cup = materials.add(
        Material(branch=branch, code="cup", kind=MaterialKind.OTHER, name_zh="杯", name_en="Cup"), by=SYSTEM, at=at
    )
    moving.receive(cup, quantity=1, by=SYSTEM, at=at)
    ready, results = threading.Barrier(2), []

    def take():
        ready.wait()
        try:
            results.append(len(moving.issue(cup, quantity=1, by=SYSTEM, at=at)))
        except (NotEnough, OnlyExpired) as refusal:
            results.append(refusal.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(results, key=str) == [1, "not_enough_stock"]
    assert StockLot.objects.get().quantity == 0
