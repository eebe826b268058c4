"""What fails, on real sockets: an outage on every screen of the branch and off it again, a machine's options within a second."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from django.utils import timezone

from devices.domain.reporting import tell
from devices.reports import Report
from lobby.branches.enums import DeviceKind, RoleCode, ZoneKind
from lobby.floor.domain.library import installing
from lobby.floor.domain.outages import Reach, Terms, declare, end
from lobby.floor.enums.outages import OutageScope
from queueing.domain.rebooking.offering import offer
from queueing.models import SlotRule
from tests import factories
from tests.callers import Caller
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
ANY_HOUR = dt.time(4)
TOLD_WITHIN_S = 5.0
NOTICE = "系统暂时不能办理业务"
MINUTE = dt.timedelta(minutes=1)


@database
def prepared(code):
    """A branch that never closes, its manager, its smart counter and a number in the queue."""
    branch = factories.make_branch(code)
    factories.make_policy(branch)
    factories.make_hours(branch, ANY_HOUR, ANY_HOUR, days=7)
    zone = factories.make_zone(branch)
    cash = factories.make_service(branch, "cash", "A", zone=zone, channels=["counter", "smart_counter"])
    counter = factories.make_counter(branch, "1", zone, [cash])
    manager = factories.make_staff(f"m{code}", branch, RoleCode.LM)
    teller = factories.make_staff(f"t{code}", branch, RoleCode.TELLER)
    factories.make_skills(teller, "cash")
    factories.make_session(counter, teller, timezone.now())
    smart = factories.make_device(branch, f"SC-{code}", DeviceKind.SMART_COUNTER)
    smart.zone = factories.make_zone(branch, "self", ZoneKind.SELF_SERVICE)
    smart.save()
    SlotRule.objects.create(branch=branch, service=cash)
    installing.install(branch, at=timezone.now() - MINUTE)
    return branch, manager, smart, factories.make_ticket(cash, timezone.now(), by=manager)


async def lacks(screen: Screen, panel: str, text: str) -> None:
    """Wait until a panel no longer contains a text. Raises TimeoutError."""
    while text in screen.panels.get(panel, text):
        await screen.next(within=TOLD_WITHIN_S)


async def test_an_outage_is_on_every_screen_within_five_seconds_and_off_again(server: Server) -> None:
    (here, manager, _smart, ticket), (there, other, _, _) = await prepared("7001"), await prepared("7002")
    inside, outside = await sign_in(manager), await sign_in(other)
    async with (
        watching(server, session=inside, screen="wall", branch=here.code, since=0) as wall,
        watching(server, session=inside, screen="kiosk", branch=here.code, since=0) as kiosk,
        watching(server, session=inside, screen="outage", branch=here.code, since=0) as staff,
        watching(server, screen="ticket", branch=here.code, token=ticket.page_token, since=0) as phone,
        watching(server, session=outside, screen="wall", branch=there.code, since=0) as stranger,
    ):
        shown = [(wall, "wall-content"), (kiosk, "kiosk-urgent"), (phone, "phone-urgent"), (staff, "outage-now")]
        for screen in (wall, kiosk, staff, phone, stranger):
            await screen.next()
        begins = time.monotonic()

        outage = await database(declare)(
            here,
            by=manager.actor,
            at=timezone.now(),
            reach=Reach(OutageScope.ALL),
            terms=Terms("screen-outage", manager),
        )

        for screen, panel in shown:
            await screen.shows(panel, manager.name if panel == "outage-now" else NOTICE)
        assert time.monotonic() - begins < TOLD_WITHIN_S

        await database(offer)(outage, by=manager.actor, at=timezone.now())
        await phone.shows("phone-offer", "是否愿意改约")

        begins = time.monotonic()
        await database(end)(outage, by=manager.actor, at=timezone.now())
        for screen, panel in shown[:3]:
            await lacks(screen, panel, NOTICE)
        await lacks(phone, "phone-offer", "是否愿意改约")
        assert time.monotonic() - begins < TOLD_WITHIN_S
        assert not [frame for frame in stranger.frames if NOTICE in str(frame.get("panels"))]


@database
def told(smart, moment, **words):
    """The machine reports of itself."""
    tell(smart, Report.of_told({"device": "online", **words}, at=moment, seq=None), by=smart.actor, at=moment)


@database
def options(manager, code):
    """Devices that triage names, and what the live call says a machine does."""
    caller = Caller(manager, timezone.now())
    advice = caller.post(f"/branches/{code}/triage/", {"service": "cash", "traits": []}).json()
    live = caller.get(f"/branches/{code}/live/").json()
    return [one.get("device") for one in advice["options"] if one.get("device")], live["devices"]


async def test_a_machine_leaves_the_options_and_comes_back_within_a_second(server: Server) -> None:
    here, manager, smart, _ticket = await prepared("7001")
    inside = await sign_in(manager)
    async with watching(server, session=inside, screen="floor", branch=here.code, since=0) as tablet:
        await tablet.next()
        at = timezone.now()
        await told(smart, at)
        assert (await options(manager, here.code))[0] == [smart.code]

        for n, (words, expected) in enumerate(
            [({"dispenser": "stop"}, []), ({}, [smart.code]), ({"device": "hardwareError"}, []), ({}, [smart.code])]
        ):
            tablet.panels.clear()
            await told(smart, at + (n + 1) * dt.timedelta(seconds=1) / 10, **words)
            begins = time.monotonic()
            while not {"floor-machines", "floor-map"} <= tablet.panels.keys():
                await tablet.next(within=1.0)
            assert time.monotonic() - begins < 1.0
            named, live = await options(manager, here.code)
            assert named == expected
            assert live[0]["services"] == (["cash"] if expected else [])
