"""States of machines: what is news, which machines are used, who may say so, and what the hall hears of it."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain.states import held_usable, report
from devices.enums import BY_HAND, LEVELS, ROUTED, DeviceStatus
from devices.models import DeviceState
from devices.selectors import machines, usable
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.live.models import Entry
from tests.factories import make_device, make_staff
from tests.statements import statements_at_most

JSON = {"headers": {"Accept": "application/json"}}
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def smart(branch):
    return make_device(branch, "SC9", DeviceKind.SMART_COUNTER)


def test_every_state_says_whether_it_is_used_and_how_it_looks():
    assert set(ROUTED) == set(LEVELS) == set(DeviceStatus)
    assert {status for status, used in ROUTED.items() if used} == {"available", "busy", "degraded", "partial"}
    assert all(isinstance(status, DeviceStatus) for status in BY_HAND)


def test_report_is_news_only_when_the_state_changes(smart, manager, at):
    report(smart, DeviceStatus.AVAILABLE, by=manager.actor, at=at)
    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at + MINUTE)
    report(smart, DeviceStatus.DOWN, by=manager.actor, at=at + 2 * MINUTE)
    report(smart, DeviceStatus.AVAILABLE, by=manager.actor, at=at + 3 * MINUTE)

    news = Entry.objects.filter(type="device.status_changed").order_by("seq")
    assert [(one.payload["before"], one.payload["status"]) for one in news] == [
        ("available", "down"),
        ("down", "available"),
    ]
    assert news[0].payload["code"] == "SC9"
    state = DeviceState.objects.get()
    assert (state.status, state.since) == ("available", at + 3 * MINUTE)


def test_a_machine_never_reported_is_available(branch, smart, at):
    assert [(one.device, one.status, one.since) for one in machines(branch)] == [(smart, "available", None)]
    assert held_usable(smart.pk, at=at)


@pytest.mark.parametrize("status", DeviceStatus)
def test_usable_follows_the_table(branch, smart, manager, at, status):
    report(smart, status, by=manager.actor, at=at)

    is_used = ROUTED[status] and status != "partial"  # nobody told which parts it lost
    assert bool(usable(branch)) == held_usable(smart.pk, at=at) == is_used


def test_walls_kiosks_and_machines_taken_away_are_nowhere(branch, smart, wall, kiosk):
    smart.is_active = False
    smart.save()

    assert machines(branch) == []


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_is_one_query(branch, count, django_assert_num_queries):
    for n in range(count):
        make_device(branch, f"M{n}", DeviceKind.ATM)

    with django_assert_num_queries(1):
        assert len(machines(branch)) == count


def test_reporting_and_coming_back_cost_six_statements(smart, manager, at):
    with statements_at_most(6):  # hold, write, span, session and tickets there, journal
        report(smart, DeviceStatus.DOWN, by=manager.actor, at=at)
    with statements_at_most(6):  # and what it can do
        report(smart, DeviceStatus.AVAILABLE, by=manager.actor, at=at + MINUTE)


@pytest.mark.parametrize("role", [RoleCode.LM, RoleCode.TECH])
def test_out_of_order_and_back_from_the_tablet(client, branch, smart, role):
    client.force_login(make_staff("yu", branch, role))

    answer = client.post(f"/floor/devices/{smart.pk}/report/", {"status": "down"}, **JSON).json()
    assert DeviceState.objects.get().status == "down"
    client.post(answer["undo"], **JSON)

    assert DeviceState.objects.get().status == "available"


@pytest.mark.parametrize(("language", "words"), [("en", "Out of order"), ("zh-hans", "故障停用")])
def test_the_detail_offers_what_changes_something(client, branch, smart, manager, language, words):
    client.force_login(manager)
    client.cookies["django_language"] = language

    html = client.get(f"/floor/devices/{smart.pk}/").content.decode()

    assert words in html
    assert 'value="available"' not in html


def test_a_teller_looks_and_a_stranger_finds_nothing(client, smart, teller, stranger):
    address = f"/floor/devices/{smart.pk}/"
    client.force_login(teller)
    assert "<form" not in client.get(address).content.decode()
    assert client.post(f"{address}report/", {"status": "down"}, **JSON).status_code == 403
    client.force_login(stranger)
    assert client.get(address).status_code == 404
    assert client.post(f"{address}report/", {"status": "down"}, **JSON).status_code == 404
    assert not DeviceState.objects.exists()


@pytest.mark.parametrize("status", ["", "busy", "gone", "down\0"])
def test_a_person_tells_only_what_can_be_seen(client, smart, manager, status):
    client.force_login(manager)

    answer = client.post(f"/floor/devices/{smart.pk}/report/", {"status": status}, **JSON)

    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")


def test_a_device_of_any_kind_is_looked_at_and_reported(client, wall, manager):
    client.force_login(manager)
    address = f"/floor/devices/{wall.pk}/"

    assert 'value="maintenance"' in client.get(address).content.decode()
    assert client.post(f"{address}report/", {"status": "maintenance"}, **JSON).status_code == 200
    assert DeviceState.objects.get(device=wall).status == DeviceStatus.MAINTENANCE
