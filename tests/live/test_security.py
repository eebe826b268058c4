"""A silent alert on real sockets: security and the head hear of it at once; every other screen hears nothing at all."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import AsyncExitStack

import pytest
from django.utils import timezone

from lobby.branches import keys
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.floor.domain import plans, security
from lobby.floor.domain.incidents import reporting
from lobby.floor.enums.incidents import IncidentKind, IncidentSeverity
from tests import factories
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
ANY_HOUR = dt.time(4)
# Whatever of these words reaches a screen gives the alert away.
TELLING = ("security", "silent", "robbery", "suspicio", "威胁", "静默", "抢劫", "可疑", "incident")


@database
def prepared():
    """A branch that never closes with everybody who looks at a screen of it."""
    branch = factories.make_branch("7001")
    factories.make_policy(branch)
    factories.make_hours(branch, ANY_HOUR, ANY_HOUR, days=7)
    zone = factories.make_zone(branch)
    cash = factories.make_service(branch, "cash", "A", zone=zone, channels=["counter"])
    factories.make_counter(branch, "1", zone, [cash])
    roles = {"manager": RoleCode.LM, "teller": RoleCode.TELLER, "guard": RoleCode.SEC, "head": RoleCode.HEAD}
    people = {name: factories.make_staff(name, branch, role) for name, role in roles.items()}
    factories.make_skills(people["teller"], "cash")
    secrets = {}
    for name, kind in (("WALL-1", DeviceKind.WALL), ("KIOSK-1", DeviceKind.KIOSK)):
        secrets[name] = keys.create_key(factories.make_device(branch, name, kind), at=timezone.now())[1]
    ticket = factories.make_ticket(cash, timezone.now(), by=people["manager"])
    plans.install(by=SYSTEM, at=timezone.now())
    return branch, people, secrets, ticket


async def opened(stack: AsyncExitStack, server: Server, **query: object) -> Screen:
    """An open screen after its catch-up."""
    screen = await stack.enter_async_context(watching(server, since=0, **query))  # type: ignore[arg-type]
    await screen.next()
    return screen


async def test_a_silent_alert_reaches_security_alone(server: Server) -> None:
    branch, people, secrets, ticket = await prepared()
    sessions = {name: await sign_in(staff) for name, staff in people.items()}
    async with AsyncExitStack() as stack:
        here = {"branch": branch.code}
        guard = await opened(stack, server, session=sessions["guard"], screen="security", **here)
        head = await opened(stack, server, session=sessions["head"], screen="command", **here)
        others = {
            "tablet": await opened(stack, server, session=sessions["manager"], screen="floor", **here),
            "the guard's own tablet": await opened(stack, server, session=sessions["guard"], screen="floor", **here),
            "the head's own tablet": await opened(stack, server, session=sessions["head"], screen="floor", **here),
            "LM-11": await opened(stack, server, session=sessions["manager"], screen="incidents", **here),
            "counter": await opened(stack, server, session=sessions["teller"], screen="counter-choice", **here),
            "wall": await opened(stack, server, key=secrets["WALL-1"], screen="wall", **here),
            "kiosk": await opened(stack, server, key=secrets["KIOSK-1"], screen="kiosk", **here),
            "phone": await opened(stack, server, screen="ticket", token=ticket.page_token, **here),
        }

        @database
        def sound():
            found = reporting.report(
                branch, by=people["teller"].actor, at=timezone.now(), kind=IncidentKind.SECURITY, note="有人威胁柜员"
            )
            security.report_suspicion(branch, by=people["teller"].actor, at=timezone.now(), behaviour="watches_pin")
            reporting.classify(found, by=people["head"].actor, at=timezone.now(), severity=IncidentSeverity.II)

        await sound()

        await guard.shows("security-cards", "有人威胁柜员")
        await guard.shows("security-alerts", "data-key")
        await guard.shows("security-suspicions", "data-key")
        await head.shows("security-cards", "有人威胁柜员")
        for kind in ("incident_reported", "alert_raised", "suspicion_reported"):
            await guard.hears(f"security.{kind}")
        for name, screen in others.items():
            try:
                await screen.silence(1.2)
            except AssertionError:
                # Estimates age by themselves: such a frame is fine as long as nothing of this is in it.
                frame = screen.frames[-1]
                assert not frame.get("events"), name
            for frame in screen.frames[1:]:
                text = json.dumps(frame, ensure_ascii=False).lower()
                assert not [word for word in TELLING if word in text], name


async def test_an_ordinary_incident_is_heard_where_it_should_be(server: Server) -> None:
    branch, people, secrets, _ticket = await prepared()
    sessions = {name: await sign_in(staff) for name, staff in people.items()}
    async with AsyncExitStack() as stack:
        here = {"branch": branch.code}
        tablet = await opened(stack, server, session=sessions["manager"], screen="floor", **here)
        board = await opened(stack, server, session=sessions["manager"], screen="incidents", **here)
        guard = await opened(stack, server, session=sessions["guard"], screen="security", **here)
        wall = await opened(stack, server, key=secrets["WALL-1"], screen="wall", **here)

        @database
        def happen():
            return reporting.report(
                branch, by=people["teller"].actor, at=timezone.now(), kind=IncidentKind.SUDDEN_ILLNESS
            )

        incident = await happen()

        frame = await tablet.next(within=1.0)
        assert "incident.reported" in [event["type"] for event in frame["events"]]
        await board.shows("incident-cards", f'data-incident="{incident.pk}"')
        await guard.silence(1.0)
        assert not [event for frame in wall.frames[1:] for event in frame["events"]]


@pytest.mark.parametrize(
    ("name", "screen", "is_let_in"),
    [
        ("guard", "security", True),
        ("head", "security", True),
        ("head", "command", True),
        ("guard", "command", False),
        ("manager", "security", False),
        ("manager", "command", False),
        ("teller", "security", False),
    ],
)
async def test_who_opens_the_screens_of_security(server: Server, name: str, screen: str, is_let_in: bool) -> None:
    branch, people, _secrets, _ticket = await prepared()
    session = await sign_in(people[name])

    async with AsyncExitStack() as stack:
        try:
            await opened(stack, server, session=session, screen=screen, branch=branch.code)
            was_let_in = True
        except Exception:
            was_let_in = False

    assert was_let_in == is_let_in
