"""Every credential opens its own doors and no other, at the real process: HTTP and sockets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import make_password
from django.urls import reverse
from django.utils import timezone
from websockets.exceptions import InvalidStatus

from lobby.branches import keys
from lobby.branches.enums import RoleCode
from lobby.branches.models import Device, Session
from lobby.live import journal
from queueing.models import CounterSession, Ticket
from queueing.urls.api import branch_calls, counter_calls, ticket_calls
from tests.factories import make_staff, make_ticket
from tests.faults.calling import Caller
from tests.faults.hall import Hall, make_hall
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

Pair = tuple[Server, Server]
PASSWORD = "a-long-enough-secret"
SCREENS = ("wall", "kiosk", "floor", "counter", "counter-choice", "cockpit", "ticket")
# Good bodies, so that it is the right that is missing and nothing else.
BODIES: dict[str, dict[str, Any]] = {
    "tickets": {"service": "cash"},
    "triage": {"service": "cash"},
    "notes": {"text": "kind words"},
    "return": {"reason": "form"},
    "transfer": {"service": "cash"},
    "divert": {"channel": "smart_counter"},
    "cancel": {"reason": "mistake"},
    "pause": {"reason": "break"},
    "end": {"reason": "gone home"},
    "serve": {"service": "cash"},
    "forecast/factors": {"date": "2026-03-11", "cause": "heavy_rain"},
    "forecast/factors/clear": {"date": "2026-03-11", "cause": "heavy_rain"},
    "appointments": {"service": "cash", "start": "2026-03-11T02:00:00Z", "name": "Li", "phone": "13800001111"},
    "cases": {"service": "cash", "forms": [{"template": "open-account", "values": {}}]},
    "review": {"documents": [{"document": 1, "state": "present"}]},
    "load": {"code": "QGZFNF6D"},
    "diversion-failed": {"reason": "card refused"},
    "support": {"reason": "ill"},
    "outage": {"scope": "all", "explainer": "manager"},
}
QUERIES = {"slots": "?service=cash"}


class Place:
    """A hall with a ticket that waits, one at the counter, and a counter with its teller."""

    def __init__(self, code: str) -> None:
        self.hall = make_hall(code, counters=1)
        self.hall.make_keys()
        self.hall.open_counters()
        self.ticket = make_ticket(self.hall.service, timezone.now(), by=self.hall.manager)

    def calls(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Every call of the API about this place: method, path and a good body."""
        found = []
        for prefix, patterns in (
            (f"branches/{self.hall.branch.code}", branch_calls),
            (f"tickets/{self.ticket.pk}", ticket_calls),
            (f"counters/{self.hall.counters[0].pk}", counter_calls),
        ):
            for pattern in patterns:
                verb = str(pattern.pattern).strip("/")
                path = f"/api/v1/{prefix}/{pattern.pattern}"
                body = {"ticket": self.ticket.pk, "reason": "urgent"} if verb == "call" else BODIES.get(verb, {})
                view = pattern.callback.view_class
                found += [("GET", path + QUERIES.get(verb, ""), {})] * hasattr(view, "get") + [
                    ("POST", path, body)
                ] * hasattr(view, "post")
        return found

    def facts(self) -> tuple[object, ...]:
        """What nobody may have changed."""
        rows = (Ticket.objects.filter(branch=self.hall.branch), CounterSession.objects.filter(branch=self.hall.branch))
        return journal.current_seq(self.hall.branch.pk), *(list(row.values()) for row in rows)


def answers_to(caller: Caller, place: Place) -> dict[tuple[str, str], tuple[int, str]]:
    """What a caller gets from every call."""
    return {
        (method, path): (caller.get(path) if method == "GET" else caller.post(path, body)).outcome
        for method, path, body in place.calls()
    }


@pytest.mark.parametrize("kind", ["wall", "kiosk"])
def test_device_does_its_own_job_and_nothing_else(pair: Pair, kind: str) -> None:
    place = Place("7001")
    branch = f"/api/v1/branches/{place.hall.branch.code}"
    own = {
        "wall": [("GET", f"{branch}/live/")],
        "kiosk": [
            ("POST", f"{branch}/tickets/"),
            ("POST", f"{branch}/triage/"),
            ("GET", f"{branch}/slots/?service=cash"),
            ("POST", f"{branch}/appointments/"),
            ("POST", f"{branch}/cases/"),
        ],
    }[kind]
    device: Device = getattr(place.hall, kind)
    caller = Caller(pair[0], place.hall.keys[device.code])
    before = place.facts()

    answers = answers_to(caller, place)

    assert len(answers) > 25
    # What is booked or begun may still be refused for what it asks, here a slot of the past and an unknown form.
    assert {answers.pop(call)[0] for call in own} <= {200, 201, 400, 409}
    assert set(answers.values()) == {(403, "forbidden")}, {call: got for call, got in answers.items() if got[0] != 403}
    if kind == "wall":
        assert place.facts() == before


def test_kiosk_reads_back_the_tickets_it_gave_and_no_others(pair: Pair) -> None:
    place = Place("7001")
    kiosk = Caller(pair[0], place.hall.keys[place.hall.kiosk.code])

    mine = kiosk.post(place.hall.issue_path, {"service": "cash"}).body["id"]

    assert kiosk.get(f"/api/v1/tickets/{mine}/").status == 200
    assert kiosk.get(f"/api/v1/tickets/{place.ticket.pk}/").outcome == (403, "forbidden")
    for verb in ("cancel", "leave", "postpone", "start"):
        assert kiosk.post(f"/api/v1/tickets/{mine}/{verb}/", BODIES.get(verb)).outcome == (403, "forbidden")


@pytest.mark.parametrize(
    "who",
    [
        lambda hall: hall.manager.username,
        lambda hall: hall.tellers[0].username,
        lambda hall: hall.wall.code,
        lambda hall: hall.kiosk.code,
    ],
    ids=["manager", "teller", "wall", "kiosk"],
)
def test_stranger_finds_nothing(pair: Pair, who: Callable[[Hall], str]) -> None:
    place, elsewhere = Place("7001"), make_hall("7002", counters=1)
    elsewhere.make_keys()
    before = place.facts()

    answers = answers_to(Caller(pair[0], elsewhere.keys[who(elsewhere)]), place)

    assert {status for status, _ in answers.values()} == {404}, answers
    assert place.facts() == before


def test_nobody_and_a_revoked_key_are_told_to_prove_themselves(pair: Pair) -> None:
    place = Place("7001")
    key = place.hall.manager.keys.get()
    keys.revoke_key(key, at=timezone.now())

    for caller in (Caller(pair[0]), Caller(pair[0], place.hall.keys[place.hall.manager.username])):
        assert set(answers_to(caller, place).values()) == {(401, "not_authenticated")}


def signed_in(server: Server, hall: Hall) -> tuple[Caller, str]:
    """Sign in as a browser does; the browser, and its CSRF token."""
    # The web process does not take the quick hashes of tests.
    hall.manager.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    hall.manager.save()
    browser = Caller(server)
    jar = SimpleCookie(browser.get("/sign-in/").headers["set-cookie"])
    form = {"username": hall.manager.username, "password": PASSWORD, "csrfmiddlewaretoken": jar["csrftoken"].value}
    answer = browser.ask(
        "POST",
        "/sign-in/",
        urlencode(form).encode(),
        {"Content-Type": "application/x-www-form-urlencoded", "Cookie": f"csrftoken={jar['csrftoken'].value}"},
    )
    assert answer.status == 302
    jar.load(answer.headers["set-cookie"])
    cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in jar.items())
    return Caller(server, Cookie=cookies), jar["csrftoken"].value


def test_session_writes_only_with_its_csrf_token(pair: Pair) -> None:
    place = Place("7001")
    browser, token = signed_in(pair[0], place.hall)
    path, body = place.hall.issue_path, {"service": "cash"}

    without = browser.post(path, body)
    wrong = browser.post(path, body, **{"X-CSRFToken": token[::-1]})
    page = browser.post(reverse("queueing:floor-issue", args=[place.hall.branch.code]), body)
    with_it = browser.post(path, body, **{"X-CSRFToken": token})
    elsewhere = browser.post(path, body, **{"X-CSRFToken": token, "Origin": "https://elsewhere.example"})

    assert (without.outcome, wrong.outcome, elsewhere.outcome) == ((403, "forbidden"),) * 3
    assert page.status == 403
    assert with_it.status == 201
    assert Ticket.objects.count() == 2


@database
def made(code: str = "7001") -> Hall:
    hall = make_hall(code, counters=1)
    hall.make_keys()
    return hall


async def knock(server: Server, **options: object) -> int:
    """The status of the answer to a socket's handshake; 101 for one that is let in."""
    try:
        async with watching(server, **options):  # type: ignore[arg-type]
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


@pytest.mark.parametrize("kind", ["wall", "kiosk"])
@pytest.mark.parametrize("carries", ["key", "device"])
async def test_device_opens_its_own_screen_only(pair: Pair, kind: str, carries: str) -> None:
    hall, elsewhere = await made(), await made("7002")
    secret = {carries: hall.keys[getattr(hall, kind).code]}

    here = {screen: await knock(pair[0], screen=screen, branch="7001", **secret) for screen in SCREENS}
    there = {screen: await knock(pair[0], screen=screen, branch="7002", **secret) for screen in SCREENS}

    assert here.pop(kind) == 101
    assert set(here.values()) == {403}
    assert set(there.values()) == {404}
    assert elsewhere.branch.code == "7002"


async def test_session_opens_a_screen_from_our_own_pages_only(pair: Pair) -> None:
    hall = await made()
    me = {"session": await sign_in(hall.manager), "screen": "floor", "branch": "7001"}

    assert await knock(pair[0], origin=pair[0].url, **me) == 101
    assert await knock(pair[0], origin="https://elsewhere.example", **me) == 403
    assert await knock(pair[0], origin=pair[1].url, **me) == 403


async def closed_with(screen: Screen) -> int:
    """The code a socket was closed with. Raises TimeoutError when it stays open."""
    async with asyncio.timeout(20):
        await screen.socket.wait_closed()
    return screen.socket.close_code or 0


async def test_what_was_revoked_is_closed_at_both_processes(pair: Pair) -> None:
    hall = await made()
    other = await database(make_staff)("other-manager", hall.branch, RoleCode.LM)
    sessions = {staff.username: await sign_in(staff) for staff in (hall.manager, other)}
    wall, kiosk = hall.keys[hall.wall.code], hall.keys[hall.kiosk.code]
    floor = {"screen": "floor", "branch": "7001"}
    async with (
        watching(pair[0], key=wall, screen="wall", branch="7001") as by_key,
        watching(pair[1], device=wall, screen="wall", branch="7001") as by_cookie,
        watching(pair[1], session=sessions[hall.manager.username], **floor) as signed_out,
        watching(pair[0], key=kiosk, screen="kiosk", branch="7001") as switched_off,
        watching(pair[0], session=sessions["other-manager"], **floor) as untouched,
    ):
        for screen in (by_key, by_cookie, signed_out, switched_off, untouched):
            await screen.next()

        await database(revoke)(hall, sessions[hall.manager.username])

        gone = (by_key, by_cookie, signed_out, switched_off)
        assert await asyncio.gather(*(closed_with(screen) for screen in gone)) == [4401] * 4
        seq = await database(issue)(hall)
        assert [event["type"] for event in await untouched.until(seq)][-1] == "ticket.issued"
        # And nobody comes back in with what was revoked.
        assert await knock(pair[1], key=wall, screen="wall", branch="7001") == 401
        assert await knock(pair[0], session=sessions[hall.manager.username], **floor) == 401


def revoke(hall: Hall, session: str) -> None:
    keys.revoke_key(hall.wall.keys.get(), at=timezone.now())
    Session.objects.filter(session_key=session).delete()
    Device.objects.filter(pk=hall.kiosk.pk).update(is_active=False)


def issue(hall: Hall) -> int:
    make_ticket(hall.service, timezone.now(), by=hall.manager)
    return journal.current_seq(hall.branch.pk)
