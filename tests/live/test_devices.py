"""A machine that fails: the open tablet hears of it at once, with its customer back in the queue; strangers nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.enums import DeviceKind, RoleCode
from queueing.triage.advice import advise
from queueing.triage.routes import opened, route_of
from tests import factories
from tests.live.screen import database, sign_in, watching
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)
ANY_HOUR = dt.time(4)


@database
def prepared(code):
    """A branch that never closes, its manager, its smart counter, and the ticket of the customer who stands there."""
    branch = factories.make_branch(code)
    factories.make_policy(branch)
    factories.make_hours(branch, ANY_HOUR, ANY_HOUR, days=7)
    zone = factories.make_zone(branch)
    cash = factories.make_service(branch, "cash", "A", zone=zone, channels=["counter", "smart_counter"])
    manager = factories.make_staff(f"m{code}", branch, RoleCode.LM)
    smart = factories.make_device(branch, f"SC-{code}", DeviceKind.SMART_COUNTER)
    at = timezone.now()
    advice = opened(advise(branch, cash, at=at).token, branch=branch, service=cash)
    ticket = factories.make_ticket(cash, at, by=manager, route=route_of(advice, "smart_counter"))
    return branch, manager, smart, ticket


async def test_a_failing_machine_is_told_within_a_second_and_only_here(server: Server) -> None:
    (here, manager, smart, ticket), (there, other, _, _) = await prepared("7001"), await prepared("7002")
    inside, outside = await sign_in(manager), await sign_in(other)
    async with (
        watching(server, session=inside, screen="floor", branch=here.code, since=0) as tablet,
        watching(server, session=outside, screen="floor", branch=there.code, since=0) as stranger,
    ):
        await tablet.next()
        await stranger.next()

        await database(report)(smart, DeviceStatus.DOWN, by=manager.actor, at=timezone.now())

        frame = await tablet.next(within=1.0)
        assert [event["type"] for event in frame["events"]] == ["device.status_changed", "ticket.fell_back"]
        assert (frame["events"][0]["code"], frame["events"][0]["status"]) == ("SC-7001", "down")
        await tablet.shows("floor-machines", "故障停用")
        await tablet.shows("floor-waiting", ticket.number)
        await stranger.silence(1.0)
