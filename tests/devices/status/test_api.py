"""Reports over HTTP: who may speak for whom, single and in lists, once and again, and what each costs."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from devices import heard
from devices.models import DeviceFunction, DeviceSpan, DeviceState, Fault
from lobby.branches.enums import Channel, RoleCode, ServiceFamily
from lobby.branches.models import AccessKey, IdempotentAnswer
from lobby.live.models import Entry
from tests import factories
from tests.callers import Caller

S = dt.timedelta(seconds=1)
ONE, LIST = "/devices/SC9/status/", "/devices/status/"


@pytest.fixture(autouse=True)
def clock(at):
    with time_machine.travel(at, tick=False) as clock:
        yield clock


@pytest.fixture
def services(branch):
    both = {"channels": [Channel.COUNTER, Channel.SMART_COUNTER]}
    factories.make_service(branch, "cash", "A", family=ServiceFamily.CASH, **both)
    factories.make_service(branch, "card", "C", family=ServiceFamily.CARD, **both)


@pytest.fixture
def machine(smart, services, at):
    return Caller(smart, at)


@pytest.fixture
def gateway(branch, services, at):
    return Caller(factories.make_staff("gate", branch, RoleCode.TECH), at)


def body(at, device="online", **more):
    return {"at": at.isoformat(), "device": device, **more}


def nothing_written():
    return not (
        DeviceState.objects.exists() or Entry.objects.exists() or Fault.objects.exists() or DeviceSpan.objects.exists()
    )


def test_a_machine_says_what_it_is_like(machine, at):
    answer = machine.post(
        ONE,
        body(
            at,
            seq=1,
            parts={
                "printer": {"paper": "out", "toner": "full"},
                "card": {"media": "jammed"},
                "cash": {"dispenser": "ok", "acceptor": "ok", "storage": "ok"},
                "antifraud": "ok",
            },
            error={"event_id": "hardware", "action": "clear"},
        ),
    )

    fault = Fault.objects.order_by("pk").first()
    assert answer.status_code == 200
    assert answer.json() == {
        "code": "SC9",
        "state": "partial",
        "services": ["cash"],
        "fault": {"id": fault.pk, "kind": fault.kind, "level": 1, "status": "open"},
    }
    assert DeviceState.objects.get().told == {
        "device": "online",
        "paper": "out",
        "toner": "full",
        "media": "jammed",
        "dispenser": "ok",
        "acceptor": "ok",
        "storage": "ok",
        "antifraud": "ok",
        "event_id": "hardware",
        "action": "clear",
    }


def test_a_heartbeat_costs_two_queries_and_writes_nothing(machine, at, clock):
    machine.post(ONE, body(at))
    clock.shift(30)

    with CaptureQueriesContext(connection) as asked:
        answer = machine.post(ONE, body(at + 30 * S))

    assert answer.json() == {"code": "SC9", "state": "available", "services": ["card", "cash"], "fault": None}
    assert len(asked) == 2
    assert all(query["sql"].startswith("EXECUTE") for query in asked)
    assert len(heard.take()) == 1


def test_a_duplicate_an_older_one_and_a_skewed_one_change_nothing(machine, at):
    machine.post(ONE, body(at, "hardwareError", seq=3))
    entries, state = Entry.objects.count(), DeviceState.objects.values().get()

    for sent, status in (
        (body(at, "hardwareError", seq=3), 200),
        (body(at, "online", seq=3), 200),
        (body(at, "online", seq=2), 200),
        (body(at - S, "online", seq=9), 200),
        (body(at - dt.timedelta(days=9), "online"), 200),
        (body(at + 61 * S, "online"), 400),
        (body(at + dt.timedelta(days=9), "online"), 400),
    ):
        answer = machine.post(ONE, sent)
        assert answer.status_code == status
        assert answer.json()["code" if status == 400 else "state"] == ("clock_skewed" if status == 400 else "down")

    assert Entry.objects.count() == entries
    assert DeviceState.objects.values().get() == state
    assert Fault.objects.count() == 1


def test_the_first_answer_is_given_again_for_the_same_key(machine, at):
    first = machine.post(ONE, body(at, "offline"), key="k1")
    again = machine.post(ONE, body(at, "offline"), key="k1")
    other = machine.post(ONE, body(at, "online"), key="k1")

    assert (first.status_code, again.json()) == (200, first.json())
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_mismatch")
    assert IdempotentAnswer.objects.count() == 1


def test_a_stolen_key_says_nothing_for_another_machine_and_nothing_once_revoked(machine, branch, at):
    factories.make_device(branch, "SC8", "smart_counter")

    assert machine.post("/devices/SC8/status/", body(at, "offline")).status_code == 404
    assert machine.post("/devices/SC8/adapters/heartbeat/", {"status": "down"}).status_code == 404
    listed = machine.post(LIST, [{"code": "SC8", **body(at, "offline")}])
    assert (listed.status_code, listed.json()["rows"][0]["error"]["code"]) == (404, "not_found")
    AccessKey.objects.update(revoked_at=at)
    assert machine.post(ONE, body(at, "offline")).status_code == 401

    assert nothing_written()


def test_strangers_and_people_without_the_right_say_nothing(branch, machine, stranger, teller, wall, at):
    far = factories.make_device(factories.make_branch("7003"), "FAR", "atm")
    technician = factories.make_staff("tech9", far.branch, RoleCode.TECH)
    sent = {"code": "SC9", **body(at, "offline")}

    for person, status in ((stranger, 404), (technician, 404), (teller, 403), (wall, 404), (far, 404)):
        caller = Caller(person, at)
        assert caller.post(ONE, body(at, "offline")).status_code == status
        assert caller.post(LIST, [sent]).status_code == 404
    assert machine.client.post(f"/api/v1{ONE}", body(at), headers={"Authorization": ""}).status_code == 401

    assert nothing_written()


def test_a_gateway_speaks_for_the_machines_of_its_branches(gateway, smart, branch, at):
    factories.make_device(branch, "M1", "atm")
    rows = [
        {"code": "M1", **body(at, "offline")},
        {"code": "SC9", **body(at, parts={"printer": {"paper": "low"}})},
        {"code": "SC9", **body(at + S, "deviceBusy")},
    ]

    answer = gateway.post(LIST, rows)

    assert answer.status_code == 200
    assert [(row["code"], row["state"]) for row in answer.json()] == [("M1", "down"), ("SC9", "busy"), ("SC9", "busy")]
    assert gateway.post(ONE, body(at + 2 * S)).json()["state"] == "available"
    assert {entry.by_name for entry in Entry.objects.filter(type="device.status_changed")} == {"Gate"}


def test_one_bad_row_does_not_lose_the_others(gateway, smart, at):
    rows = [
        {"code": "SC9", **body(at, "hardwareError")},
        {"code": "NONE", **body(at)},
        {"code": "SC9", **body(at + dt.timedelta(hours=1))},
        {"code": "SC9", **body(at, "fine")},
        {"code": "SC9", "at": "yesterday", "device": "online"},
        {"code": 5, **body(at)},
        "SC9",
        None,
        {},
    ]

    answer = gateway.post(LIST, rows)

    told = answer.json()
    assert (answer.status_code, len(told)) == (200, len(rows))
    assert told[0]["state"] == "down"
    assert [row["error"]["code"] for row in told[1:]] == ["not_found", "clock_skewed", *["invalid"] * 5, "at_missing"]
    assert [row["code"] for row in told] == ["SC9", "NONE", "SC9", "SC9", "SC9", None, None, None, None]
    assert DeviceState.objects.get().status == "down"


@pytest.mark.parametrize("sent", [[], {}, "online", None, 5, [{}] * 501])
def test_a_list_is_a_list_of_so_many(gateway, sent):
    answer = gateway.post(LIST, sent if sent is not None else "null")

    assert answer.status_code == 400
    assert nothing_written()


def test_a_list_with_nothing_good_is_refused_as_a_whole(gateway, smart, at):
    mixed = gateway.post(LIST, [{"code": "NONE", **body(at)}, {"code": "SC9", "device": "online"}])

    assert (mixed.status_code, mixed.json()["code"]) == (400, "nothing_taken")
    assert [row["error"]["code"] for row in mixed.json()["rows"]] == ["not_found", "at_missing"]
    assert nothing_written()


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_of_heartbeats_costs_the_same_for_many(gateway, branch, at, clock, count):
    rows = []
    for n in range(count):
        factories.make_device(branch, f"M{n}", "atm")
        rows.append({"code": f"M{n}", **body(at)})
    gateway.post(LIST, rows)
    clock.shift(30)

    with CaptureQueriesContext(connection) as asked:
        answer = gateway.post(LIST, [{**row, "at": (at + 30 * S).isoformat()} for row in rows])

    assert answer.status_code == 200
    statements = [query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
    assert len(statements) == 3  # who calls, which machines, and how they are afterwards
    assert len(heard.take()) == count


def test_the_fleet_of_a_branch(machine, manager, smart, branch, wall, zone, at):
    smart.zone = zone
    smart.save()
    machine.post(ONE, body(at, parts={"card": {"media": "jammed"}}))

    for person in (manager, wall):
        told = Caller(person, at).get("/branches/7001/devices/").json()

        assert [row["code"] for row in told] == sorted(["SC9", wall.code])
        assert next(row for row in told if row["code"] == "SC9") == {
            "code": "SC9",
            "kind": "smart_counter",
            "name": "SC9",
            "zone": "hall",
            "state": "partial",
            "services": ["cash"],
            "since": at.isoformat(),
            "fault": {"id": Fault.objects.get().pk, "kind": "card_jam", "level": 1, "status": "open"},
        }


def test_the_fleet_is_not_for_everybody(machine, stranger, kiosk, other_branch, wall, at):
    assert Caller(stranger, at).get("/branches/7001/devices/").status_code == 404
    assert Caller(wall, at).get("/branches/7002/devices/").status_code == 404
    assert Caller(kiosk, at).get("/branches/7001/devices/").status_code == 403


@pytest.mark.parametrize("count", [1, 3])
def test_the_fleet_costs_the_same_for_many(branch, services, manager, at, count, django_assert_num_queries):
    for n in range(count):
        device = factories.make_device(branch, f"M{n}", "smart_counter")
        DeviceFunction.objects.create(device=device, service=branch.services.get(code="cash"))
        Caller(device, at).post(f"/devices/M{n}/status/", body(at, "hardwareError"))
    caller = Caller(manager, at)

    with django_assert_num_queries(3):  # who calls, the branch, the fleet
        assert len(caller.get("/branches/7001/devices/").json()) == count
