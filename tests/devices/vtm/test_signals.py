"""Signals reach those who take part in the session, and nobody else: no other branch, session, colleague or stranger."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from redis import Redis  # noqa: TID251  the test listens where a hub would

from devices import ice
from devices.domain import signals, vtm, watching
from devices.enums.vtm import VtmStatus as S
from devices.forms.signals import SignalForm
from devices.models.vtm import VtmSession
from lobby.branches import keys
from lobby.branches.enums import Channel, DeviceKind, RoleCode, ServiceFamily
from lobby.branches.middleware import DEVICE_COOKIE
from lobby.branches.models import Session
from lobby.live import hints, whisper
from lobby.live.models import Entry
from tests.factories import make_device, make_service, make_staff

JSON = {"headers": {"Accept": "application/json"}}
PAGE, OTHER = "a" * 32, "b" * 32
HELLO = {"kind": "hello", "page": PAGE}
OFFER = {"kind": "offer", "page": PAGE, "to": "agent", "for_page": OTHER, "sdp": "v=0\r\no=- 1 1 IN IP4 0.0.0.0\r\n"}
CANDIDATE = {
    "kind": "candidate",
    "page": PAGE,
    "to": "customer",
    "for_page": OTHER,
    "candidate": "candidate:1 1 udp 2 192.0.2.7 5000 typ host",
    "mid": "0",
    "line": "0",
}


@pytest.fixture
def at() -> dt.datetime:
    """Pages read the clock themselves."""
    return timezone.now().replace(microsecond=0) - dt.timedelta(seconds=5)


class Ear:
    """Hears every whisper, wherever it goes."""

    def __init__(self, pubsub) -> None:
        self.pubsub, self.marks = pubsub, 0

    def heard(self) -> list[tuple[str, int, dict]]:
        """What was whispered since the last time; a mark of our own says that nothing more comes."""
        self.marks += 1
        whisper("person", 0, {"mark": self.marks})
        found = []
        while True:
            message = self.pubsub.get_message(timeout=5)
            assert message is not None
            kind, target, words = json.loads(message["data"])
            if words == {"mark": self.marks}:
                return found
            found.append((kind, target, words))


@pytest.fixture
def ear(settings):
    with Redis.from_url(settings.REDIS_URL) as redis, redis.pubsub(ignore_subscribe_messages=True) as pubsub:
        pubsub.subscribe(hints.WHISPERS)
        while pubsub.get_message(timeout=0.2) is not None:
            pass
        yield Ear(pubsub)


def browser_on(device) -> Client:
    """A browser on a machine."""
    client = Client()
    client.cookies[DEVICE_COOKIE] = keys.create_key(device, at=timezone.now())[1]
    return client


def signed_in(staff) -> Client:
    client = Client()
    client.force_login(staff)
    return client


@pytest.fixture
def session(brought_to) -> VtmSession:
    return brought_to(S.CONNECTED)


def address(session, verb="signal") -> str:
    return f"/vtm/sessions/{session.pk}/{verb}/"


def test_signals_go_from_the_machine_to_the_agent_and_back(session, machine, agent, ear):
    customer, desk = browser_on(machine), signed_in(agent)

    assert customer.post(address(session), OFFER, **JSON).status_code == 200
    assert desk.post(address(session), CANDIDATE, **JSON).status_code == 200
    assert customer.post(address(session), HELLO, **JSON).status_code == 200

    offer, candidate, hello = ear.heard()
    parts = {name: OFFER[name] for name in ("kind", "page", "to", "for_page", "sdp")}
    assert offer == ("person", agent.pk, {"vtm": session.pk, "from": "customer", **parts})
    assert candidate[:2] == ("device", machine.pk)
    assert candidate[2] == {"vtm": session.pk, "from": "agent", **CANDIDATE, "line": 0}
    assert hello[:2] == ("person", agent.pk)
    assert not Entry.objects.filter(type__startswith="vtm.signal").exists()


def locks(client, seconds) -> dt.datetime:
    """Let somebody's screen lock in so many seconds; returns when."""
    locks_at = timezone.now() + dt.timedelta(seconds=seconds)
    Session.objects.filter(session_key=client.session.session_key).update(locks_at=locks_at)
    return locks_at


def test_a_locked_desk_neither_speaks_nor_drops_the_customer(session, agent, ear):
    desk = signed_in(agent)
    locks(desk, -1)

    for verb, said in (("signal", CANDIDATE), ("lost", {})):
        answer = desk.post(address(session, verb), said, **JSON)
        assert (answer.status_code, answer.json()["code"]) == (403, "locked")
    assert ear.heard() == []
    session.refresh_from_db()
    assert session.status == S.CONNECTED


def test_what_pages_send_by_themselves_keeps_no_screen_open(session, agent, branch, at):
    head = make_staff("head9", branch, RoleCode.HEAD)
    watching.join(session, watcher=head, at=at)
    desk, boss = signed_in(agent), signed_in(head)
    known = {client: locks(client, 100) for client in (desk, boss)}

    assert desk.post(address(session), CANDIDATE, **JSON).status_code == 200
    assert boss.post(f"/video/live/{session.pk}/beat/", **JSON).status_code == 200

    for client, locks_at in known.items():
        assert Session.objects.get(session_key=client.session.session_key).locks_at == locks_at


def strangers(session, branch, other_branch, make_agent, desk_branch) -> dict[str, tuple[Client, set[int]]]:
    """Everybody who must not be heard, and what they are told."""
    elsewhere = make_device(other_branch, "OTHERVTM", DeviceKind.VTM)
    beside = make_device(branch, "SECONDVTM", DeviceKind.VTM)
    service = make_service(
        other_branch, "card", "C", family=ServiceFamily.CARD, channels=[Channel.COUNTER, Channel.VTM]
    )
    abroad = make_staff("abroad", other_branch, RoleCode.VTM_AGENT)
    vtm.request(elsewhere, by=elsewhere.actor, at=timezone.now(), service=service, consents=True)
    boss = make_staff("boss", branch)
    boss.is_superuser = True
    boss.save()
    wall = make_device(branch, "TESTWALL", DeviceKind.WALL)
    return {
        "nobody": (Client(), {404}),
        "a machine of another branch, in a session of its own": (browser_on(elsewhere), {404}),
        "the machine beside it": (browser_on(beside), {404}),
        "a wall of the branch": (browser_on(wall), {404}),
        "an agent of another branch": (signed_in(abroad), {404}),
        "an agent of the region without this session": (signed_in(make_agent("idle")), {403}),
        "a teller": (signed_in(make_staff("ling", branch, RoleCode.TELLER)), {404}),
        "a supervisor who has not joined": (signed_in(make_staff("head", branch, RoleCode.HEAD)), {403}),
        "a supervisor of another branch": (signed_in(make_staff("far", other_branch, RoleCode.HEAD)), {404}),
        "a superuser": (signed_in(boss), {403}),
    }


def test_nobody_else_is_heard_and_nothing_is_whispered(
    session, machine, agent, ear, branch, other_branch, make_agent, desk_branch
):
    signed_in(agent).post(address(session), HELLO, **JSON)
    assert len(ear.heard()) == 1  # there is something to hear

    for who, (client, told) in strangers(session, branch, other_branch, make_agent, desk_branch).items():
        for said in (HELLO, OFFER, {**OFFER, "to": "customer"}):
            assert client.post(address(session), said, **JSON).status_code in told, who
        assert client.post(address(session, "lost"), **JSON).status_code in told, who
        assert client.get(address(session, "ways"), **JSON).status_code in told, who
    assert ear.heard() == []
    session.refresh_from_db()
    assert session.status == S.CONNECTED


def test_a_staff_login_beside_the_machines_key_does_not_speak_for_the_customer(session, machine, branch, ear):
    client = browser_on(machine)
    client.force_login(make_staff("head", branch, RoleCode.HEAD))

    assert client.post(address(session), HELLO, **JSON).status_code == 403
    assert ear.heard() == []


def test_a_key_of_the_agent_is_no_login(session, agent, ear):
    secret = keys.create_key(agent, at=timezone.now())[1]
    headers = {"Authorization": f"Key {secret}", "Accept": "application/json"}

    assert Client().post(address(session), HELLO, headers=headers).status_code == 403
    assert ear.heard() == []


def test_a_supervisor_is_heard_from_joining_to_leaving_and_never_by_another(session, machine, agent, branch, ear):
    heads = [make_staff(name, branch, RoleCode.HEAD) for name in ("head", "deputy")]
    for one in heads:
        watching.join(session, watcher=one, at=timezone.now())
    client = signed_in(heads[0])

    assert client.post(address(session), HELLO, **JSON).status_code == 200
    assert [(kind, who) for kind, who, _words in ear.heard()] == [("device", machine.pk), ("person", agent.pk)]
    signed_in(agent).post(address(session), HELLO, **JSON)
    assert {who for _kind, who, _words in ear.heard()} == {machine.pk, *(one.pk for one in heads)}

    assert client.post(address(session, "lost"), **JSON).status_code == 403
    watching.leave(session, watcher=heads[0], at=timezone.now())
    assert client.post(address(session), HELLO, **JSON).status_code == 403


@pytest.mark.parametrize("status", [S.QUEUED, S.DROPPED, S.FAILED, S.COMPLETED, S.CANCELLED])
def test_no_signals_where_nobody_talks(brought_to, machine, ear, status):
    session = brought_to(status)

    assert browser_on(machine).post(address(session), HELLO, **JSON).status_code == 409
    assert ear.heard() == []


BAD = [
    {},
    {"kind": "hello"},
    {"kind": "shout", "page": PAGE},
    {"kind": "hello", "page": "A" * 32},
    {"kind": "hello", "page": PAGE, "to": "watcher-x"},
    {**OFFER, "sdp": ""},
    {**OFFER, "sdp": "<script>"},
    {**OFFER, "sdp": "v=0\r\n" + "a" * 40_000},
    {**OFFER, "sdp": "v=0\r\n\0"},
    {**OFFER, "for_page": ""},
    {**CANDIDATE, "candidate": "candidate:" + "1" * 1_100},
    {**CANDIDATE, "candidate": "nothing"},
    {**CANDIDATE, "line": "99"},
    {**CANDIDATE, "line": "x"},
    {"kind": "bye", "page": PAGE, "reason": "boredom"},
]


@pytest.mark.parametrize("said", BAD)
def test_what_is_not_a_signal_is_refused(session, machine, ear, said):
    assert browser_on(machine).post(address(session), said, **JSON).status_code == 400
    assert ear.heard() == []


@settings(deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(st.dictionaries(st.sampled_from([*OFFER, *CANDIDATE, "reason", "from", "vtm"]), st.text(max_size=50)))
def test_whatever_is_posted_only_known_parts_come_out(said):
    form = SignalForm(said)
    if form.is_valid():
        assert set(form.message) <= {"kind", "page", "to", "for_page", "sdp", "candidate", "mid", "line", "reason"}


def test_a_page_that_runs_wild_is_stopped(session, machine, ear, monkeypatch):
    monkeypatch.setattr(signals, "MOST", 3)
    client = browser_on(machine)

    answers = [client.post(address(session), HELLO, **JSON).status_code for _ in range(5)]

    assert answers == [200, 200, 200, 429, 429]
    assert len(ear.heard()) == 3


def test_a_lost_picture_drops_the_session_once_and_resume_lets_signals_through(session, machine, agent, ear):
    customer, desk = browser_on(machine), signed_in(agent)

    assert customer.post(address(session, "lost"), **JSON).status_code == 200
    assert desk.post(address(session, "lost"), **JSON).status_code == 200
    session.refresh_from_db()
    assert (session.status, session.drops, session.resumes_to) == (S.DROPPED, 1, S.CONNECTED)
    assert desk.post(address(session), HELLO, **JSON).status_code == 409

    vtm.resume(session, by=agent.actor, at=timezone.now())
    assert desk.post(address(session), HELLO, **JSON).status_code == 200
    assert len(ear.heard()) == 1


def test_ways_name_the_part_and_the_camera(brought_to, machine, agent):
    session = brought_to(S.CONNECTED, has_camera=False)

    told = browser_on(machine).get(address(session, "ways"), **JSON)
    assert told.json() == {"me": "customer", "camera": False, "listens": False, "servers": []}
    assert "no-store" in told["Cache-Control"]
    assert signed_in(agent).get(address(session, "ways"), **JSON).json()["camera"] is True


def test_servers_get_credentials_that_end(settings, at):
    settings.TURN_URLS = ["stun:stun.bank.example:3478", "turns:turn.bank.example:5349"]
    settings.TURN_SECRET = "between us"

    stun, turn = ice.servers("7-agent", at)

    assert stun == {"urls": ["stun:stun.bank.example:3478"]}
    assert turn["urls"] == ["turns:turn.bank.example:5349"]
    assert turn["username"] == f"{int((at + ice.VALID).timestamp())}:7-agent"
    digest = hmac.new(b"between us", turn["username"].encode(), hashlib.sha1).digest()
    assert turn["credential"] == base64.b64encode(digest).decode()
    settings.TURN_SECRET = ""
    assert ice.servers("7-agent", at) == [stun]
    settings.TURN_URLS = []
    assert ice.servers("7-agent", at) == []


def test_only_the_pages_with_a_picture_may_use_the_camera(session, machine, agent):
    customer, desk = browser_on(machine), signed_in(agent)
    pages = {
        customer.get("/vtm/TESTVTM/")["Permissions-Policy"],
        desk.get(f"/video/sessions/{session.pk}/")["Permissions-Policy"],
    }

    assert pages == {"camera=(self), microphone=(self)"}
    for path in ("/video/", "/sign-in/", "/healthz", f"/video/live/{session.pk}/"):
        assert desk.get(path)["Permissions-Policy"] == "camera=(), microphone=()", path
    policy = customer.get("/vtm/TESTVTM/")["Content-Security-Policy"]
    assert "connect-src 'self'" in policy
    assert "script-src 'self'" in policy
