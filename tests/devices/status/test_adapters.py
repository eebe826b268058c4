"""Other protocols: a heartbeat that is sent, a check that asks, and where asking may go."""

from __future__ import annotations

import datetime as dt
import http.server
import socket
import threading
import time
from collections.abc import Iterator

import pytest
import time_machine

from devices import adapters, asking
from devices.adapters import Adapter
from devices.domain import polls
from devices.domain.silence import sweep_silent
from devices.errors.polls import AddressRefused
from devices.errors.reports import NotUnderstood, UnknownAdapter
from devices.models import DevicePoll, DeviceState, Fault
from lobby.branches.enums import RoleCode
from tests import factories
from tests.callers import Caller

S = dt.timedelta(seconds=1)


class Answers(http.server.BaseHTTPRequestHandler):
    """A machine that answers by path."""

    def do_GET(self) -> None:
        said = {
            "/": (200, b""),
            "/up": (200, b'{"status": "up"}'),
            "/down": (200, b'{"status": "down", "msg": "no paper"}'),
            "/odd": (200, b'{"status": "sideways"}'),
            "/page": (200, b"<html>" + b"x" * 100_000),
            "/deep": (200, b"[" * 16_000),
            "/broken": (503, b"{}"),
            "/missing": (404, b"{}"),
            "/away": (302, b""),
        }
        status, body = said[self.path]
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "/up")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words: object) -> None:
        """Say nothing."""


@pytest.fixture
def server() -> Iterator[str]:
    """Where it answers."""
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    threading.Thread(target=found.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{found.server_port}"
    found.shutdown()
    found.server_close()


@pytest.fixture
def listed(settings):
    settings.LOBBY_POLL_NETWORKS = ["127.0.0.0/8"]


def test_a_monitor_says_up_and_down(smart, at):
    with time_machine.travel(at, tick=False) as clock:
        monitor = Caller(smart, at)
        down = monitor.post("/devices/SC9/adapters/heartbeat/", {"status": "down", "msg": "no ping\0\ud800"})
        clock.shift(1)
        up = monitor.post("/devices/SC9/adapters/heartbeat/", {"status": "up"})

    assert (down.status_code, down.json()["state"]) == (200, "down")
    assert (up.status_code, up.json()["state"]) == (200, "available")
    assert Fault.objects.get().text.startswith("no ping")


@pytest.mark.parametrize("body", [{}, {"status": "sideways"}, {"status": None}, {"status": []}, {"status": {}}])
def test_what_an_adapter_does_not_understand_changes_nothing(smart, at, body):
    answer = Caller(smart, at).post("/devices/SC9/adapters/heartbeat/", body)

    assert (answer.status_code, answer.json()["code"]) == (400, "not_understood")
    assert not DeviceState.objects.exists()


def test_an_adapter_that_nobody_registered(smart, at):
    answer = Caller(smart, at).post("/devices/SC9/adapters/smoke/", {"status": "up"})

    assert (answer.status_code, answer.json()["code"]) == (400, "unknown_adapter")


def test_a_name_is_registered_once():
    adapters.register(Adapter("heartbeat", adapters.heartbeat))
    with pytest.raises(ValueError, match="heartbeat"):
        adapters.register(Adapter("heartbeat", adapters.http_check))


def test_a_person_without_the_right_uses_no_adapter(smart, teller, at):
    assert Caller(teller, at).post("/devices/SC9/adapters/heartbeat/", {"status": "up"}).status_code == 403


@pytest.mark.parametrize(
    ("path", "state", "kinds"),
    [
        ("/", "available", []),
        ("/up", "available", []),
        ("/page", "available", []),
        ("/deep", "available", []),
        ("/away", "available", []),
        ("/down", "down", ["network"]),
        ("/broken", "down", ["software"]),
        ("/missing", "down", ["configuration"]),
    ],
)
def test_a_machine_that_is_asked(smart, manager, server, listed, at, path, state, kinds):
    polls.set_poll(smart, by=manager.actor, at=at, address=server + path)

    assert polls.sweep_polls(at=at) == 1
    assert polls.sweep_polls(at=at + S) == 0

    assert DeviceState.objects.get().status == state
    assert [fault.kind for fault in Fault.objects.all()] == kinds
    assert DevicePoll.objects.get().due_at == at + 60 * S


def test_no_answer_or_an_odd_one_is_silence(smart, manager, server, listed, at):
    polls.set_poll(smart, by=manager.actor, at=at, address=f"{server}/up")
    polls.sweep_polls(at=at)
    DevicePoll.objects.update(address="http://127.0.0.1:9/up")

    assert polls.sweep_polls(at=at + 60 * S) == 0
    DevicePoll.objects.update(address=f"{server}/odd")
    assert polls.sweep_polls(at=at + 120 * S) == 0
    sweep_silent(at=at + 120 * S)
    sweep_silent(at=at + 150 * S)

    assert DeviceState.objects.get().status == "unknown"


def test_a_machine_is_asked_no_more(smart, manager, server, listed, at):
    polls.set_poll(smart, by=manager.actor, at=at, address=server)

    polls.stop_poll(smart, by=manager.actor, at=at)

    assert polls.sweep_polls(at=at + 60 * S) == 0


@pytest.mark.parametrize(
    "address",
    [
        "",
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "gopher://127.0.0.1/",
        "http://",
        "http://user:pw@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://127.0.0.1/\r\nHost: x",
        "http://127.0.0.1/ x",
        "http://127.0.0.1/#x",
        "http://[::1",
        "//127.0.0.1/",
        "http://银行/",
    ],
)
def test_an_address_is_plain(smart, manager, listed, at, address):
    with pytest.raises(AddressRefused):
        polls.set_poll(smart, by=manager.actor, at=at, address=address)

    assert not DevicePoll.objects.exists()


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1",
        "10.1.2.3",
        "192.168.1.1",
        "169.254.169.254",
        "8.8.8.8",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "0.0.0.0",
    ],
)
def test_without_a_list_nothing_is_asked(settings, number):
    settings.LOBBY_POLL_NETWORKS = []

    assert not asking.allowed(number)


@pytest.mark.parametrize(
    ("number", "is_allowed"),
    [
        ("10.20.3.4", True),
        ("::ffff:10.20.3.4", True),
        ("fd00::5", True),
        ("10.21.0.1", False),
        ("127.0.0.1", False),
        ("169.254.169.254", False),
        ("::ffff:169.254.169.254", False),
        ("fe80::1", False),
        ("224.0.0.1", False),
        ("0.0.0.0", False),
    ],
)
def test_only_what_is_listed_is_asked_and_link_local_never(settings, number, is_allowed):
    settings.LOBBY_POLL_NETWORKS = ["10.20.0.0/16", "fd00::/8", "169.254.0.0/16", "fe80::/10"]

    assert asking.allowed(number) == is_allowed


def test_a_name_counts_by_every_address_it_has(settings, smart, manager, monkeypatch, at):
    settings.LOBBY_POLL_NETWORKS = ["10.20.0.0/16"]
    found = [(2, 1, 6, "", (number, 80)) for number in ("10.20.0.1", "10.99.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *words, **more: found)

    with pytest.raises(AddressRefused):
        polls.set_poll(smart, by=manager.actor, at=at, address="http://machine.bank/")


def test_the_rule_is_asked_again_at_every_poll(settings, smart, manager, server, listed, at):
    polls.set_poll(smart, by=manager.actor, at=at, address=server)
    settings.LOBBY_POLL_NETWORKS = []

    assert polls.sweep_polls(at=at) == 0
    assert not DeviceState.objects.exists()


def test_an_unknown_adapter_is_refused_when_it_is_set(smart, manager, listed, at):
    with pytest.raises(UnknownAdapter):
        polls.set_poll(smart, by=manager.actor, at=at, address="http://127.0.0.1/", adapter="smoke")


def test_an_answer_that_is_no_answer(at):
    with pytest.raises(NotUnderstood):
        adapters.adapter_named("http").read({"body": {}}, at=at)


def test_a_gateway_of_another_branch_uses_no_adapter(smart, at):
    far = factories.make_staff("far", factories.make_branch("7003"), RoleCode.TECH)

    assert Caller(far, at).post("/devices/SC9/adapters/heartbeat/", {"status": "up"}).status_code == 404


class Drips(http.server.BaseHTTPRequestHandler):
    """A machine that sends a byte now and then, of its headers first; it says when it was left."""

    left = threading.Event()

    def do_GET(self) -> None:
        try:
            self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
            for _ in range(200):
                self.wfile.write(b"x")
                time.sleep(0.1)
        except OSError:
            self.left.set()

    def log_message(self, *words: object) -> None:
        """Say nothing."""


def test_a_machine_that_drips_is_left(listed, monkeypatch):
    monkeypatch.setattr(asking, "ANSWERED_WITHIN_S", 0.5)
    found = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drips)
    threading.Thread(target=found.serve_forever, daemon=True).start()

    with pytest.raises(OSError):
        asking.ask(f"http://127.0.0.1:{found.server_port}/")

    assert Drips.left.wait(10)
    found.shutdown()
    found.server_close()
