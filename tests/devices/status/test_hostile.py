"""What is no report: always a clear 4xx, never a failure, and nothing is written."""

from __future__ import annotations

import copy
import datetime as dt
import json
import random
from typing import Any

import pytest
import time_machine

from devices import heard
from devices.api.bodies import DeviceStatusBody
from devices.models import DeviceState, Fault
from devices.reports import WORDS
from lobby.branches.api.bodies import checked
from lobby.branches.enums import RoleCode
from lobby.branches.errors import LobbyError
from lobby.live.models import Entry
from tests import factories
from tests.callers import Caller

PLACES = ("/devices/SC9/status/", "/devices/status/", "/devices/SC9/adapters/heartbeat/", "/devices/SC9/adapters/http/")
NASTY: list[Any] = [
    "",
    " ",
    "x" * 5000,
    "a\0b",
    "\ud800",
    "online ",
    "ONLINE",
    "Online",
    "onl\u0131ne",
    "'; DROP TABLE devices_devicestate; --",
    "<script>alert(1)</script>",
    "${jndi:ldap://x}",
    "../../etc/passwd",
    0,
    -1,
    5,
    2**63,
    2**70,
    1.5,
    1e308,
    True,
    False,
    None,
    [],
    ["online"],
    [[[[]]]],
    {},
    {"a": 1},
    {"device": "online"},
    {"$ne": None},
]
FIELDS = ["at", "device", "seq", "parts", "error", "vendor_mode", "position"]
PART_FIELDS = {"printer": ["paper", "toner"], "card": ["media"], "cash": ["dispenser", "acceptor", "storage"]}


@pytest.fixture(autouse=True)
def clock(at):
    with time_machine.travel(at, tick=False):
        yield


@pytest.fixture
def callers(branch, smart, at):
    return [Caller(smart, at), Caller(factories.make_staff("gate", branch, RoleCode.TECH), at)]


def good(at: dt.datetime) -> dict[str, Any]:
    return {
        "at": at.isoformat(),
        "device": "online",
        "seq": 1,
        "parts": {
            "printer": {"paper": "full", "toner": "full"},
            "card": {"media": "present"},
            "cash": {"dispenser": "ok", "acceptor": "ok", "storage": "ok"},
            "antifraud": "ok",
        },
        "error": {"event_id": "hardware", "action": "clear"},
        "vendor_mode": "inactive",
        "position": "inPosition",
    }


def spoilt(rng: random.Random, at: dt.datetime) -> dict[str, Any]:
    """A good body with something in it that is wrong."""
    body = good(at)
    for _ in range(rng.randint(1, 3)):
        where = rng.choice([*FIELDS, "part", "antifraud", "event_id", "action"])
        value = copy.deepcopy(rng.choice(NASTY))
        if where in FIELDS:
            body[where] = value
        elif isinstance(body["parts"], dict) and where == "antifraud":
            body["parts"]["antifraud"] = value
        elif isinstance(body["parts"], dict) and where == "part":
            part = rng.choice(list(PART_FIELDS))
            if isinstance(body["parts"].get(part), dict) and rng.random() < 0.8:
                body["parts"][part][rng.choice(PART_FIELDS[part])] = value
            else:
                body["parts"][part] = value
        elif isinstance(body["error"], dict) and where in ("event_id", "action"):
            body["error"][where] = value
    if rng.random() < 0.2:
        body.pop(rng.choice(["at", "device"]))
    return body


def is_good(body: Any) -> bool:
    """Whether a spoilt body is after all one that may be sent: some fields were left out or got a harmless value."""
    try:
        checked(DeviceStatusBody, body)
    except LobbyError:
        return False
    return True


def sent(caller: Caller, rng: random.Random, at: dt.datetime) -> tuple[int, str, str]:
    """Send something that nobody may take."""
    place = rng.choice(PLACES)
    kind = rng.randrange(4)
    if kind == 0:
        raw = rng.choice(["", "{", "[", "nul", "\xff\xfe", '{"at":', "[" * 3000, '{"a":' * 2000, "NaN", "1e999", '"x"'])
        data: Any = raw.encode("utf-8", "surrogateescape")
    elif kind == 1:
        value = rng.choice(NASTY)
        data = json.dumps([value] if place == PLACES[1] else {"device": value}).encode()
    elif kind == 2 and place in PLACES[2:]:
        field = "status" if place == PLACES[2] else "http_status"
        harmless = [value for value in NASTY if not (field == "http_status" and isinstance(value, int | float))]
        data = json.dumps({field: rng.choice(harmless)}).encode()
    else:
        body = spoilt(rng, at)
        while is_good(body):
            body = spoilt(rng, at)
        if place in PLACES[2:]:
            body.pop("status", None)
        data = json.dumps([{"code": "SC9", **body}] if place == PLACES[1] else body).encode()
    kind_of = "application/json" if rng.random() < 0.95 else rng.choice(["text/plain", "", "application/xml"])
    answer = caller.client.post(f"/api/v1{place}", data, content_type=kind_of)
    return answer.status_code, place, data[:200].decode("utf-8", "replace")


def bombard(callers: list[Caller], at: dt.datetime, count: int, seed: int) -> None:
    rng = random.Random(seed)
    for _ in range(count):
        status, place, data = sent(rng.choice(callers), rng, at)
        assert 400 <= status < 500, f"{status} for {place} {data}"
    assert not DeviceState.objects.exists()
    assert not Entry.objects.exists()
    assert not Fault.objects.exists()
    assert heard.take() == {}


def test_three_hundred_hostile_bodies_are_refused_and_write_nothing(callers, at):
    bombard(callers, at, 300, seed=5)


@pytest.mark.long
def test_ten_thousand_hostile_bodies_are_refused_and_write_nothing(callers, at):
    bombard(callers, at, 10_000, seed=6)


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("field", [*WORDS])
def test_a_word_that_nobody_knows_is_refused(callers, at, field, value):
    body = good(at)
    groups = {name: body["parts"][part] for part, names in PART_FIELDS.items() for name in names}
    groups |= {"antifraud": body["parts"], "event_id": body["error"], "action": body["error"]}
    groups.get(field, body)[field] = copy.deepcopy(value)

    answer = callers[0].post("/devices/SC9/status/", body)

    assert answer.status_code == 400
    assert set(answer.json()) == {"code", "detail"}
    assert not DeviceState.objects.exists()


@pytest.mark.parametrize(
    "path", ["/devices/SC9%00/status/", "/devices/%F0%9F%98%80/status/", f"/devices/{'x' * 300}/status/"]
)
def test_codes_that_are_none_are_nowhere(callers, at, path):
    for caller in callers:
        assert caller.post(path, good(at)).status_code == 404
