"""What is told of a wait follows the hall within a second: a counter closes, a machine fails with its customer."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from statistics import median

import pytest
from django.utils import timezone

from devices.domain import states
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind, RoleCode
from lobby.branches.models import Device, OpeningHours
from queueing.domain.counters import close, open_counter
from queueing.domain.issuing import issue
from queueing.enums import Source, TicketStatus
from queueing.models import Ticket
from queueing.triage.advice import advise
from queueing.triage.routes import route_of
from tests import factories
from tests.live.screen import Screen, database, sign_in, watching
from tests.live.server import Server, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def running(django_db_setup: None) -> Iterator[Server]:
    with serve(BEAT_S="2") as server:
        yield server


@database
def busy_hall(branch, cash, zone, counter, teller, manager):
    """Open round the clock, two counters, a machine for the same service, six people waiting; returns the second one's."""
    OpeningHours.objects.filter(branch=branch).delete()
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4))
    second = factories.make_counter(branch, "2", zone, [cash])
    colleague = factories.make_staff("colleague", branch, RoleCode.TELLER)
    factories.make_skills(colleague, "cash")
    at = timezone.now()
    factories.make_session(counter, teller, at)
    session = factories.make_session(second, colleague, at)
    for _ in range(6):
        factories.make_ticket(cash, at, by=manager)
    return session


async def seconds_until_told(screen: Screen, change) -> float:
    """How long after a change its waits stand on the kiosk."""
    before = screen.panels["kiosk-services"]
    await change()
    began = time.monotonic()
    while screen.panels["kiosk-services"] == before:
        await screen.next()
    return time.monotonic() - began


async def test_a_counter_that_closes_and_opens(running, branch, cash, zone, counter, teller, manager) -> None:
    session = await busy_hall(branch, cash, zone, counter, teller, manager)

    @database
    def close_it() -> None:
        close(session, by=session.staff.actor, at=timezone.now())

    @database
    def open_again() -> None:
        nonlocal session
        session = open_counter(session.counter, by=session.staff.actor, at=timezone.now(), staff=session.staff)

    async with watching(running, session=await sign_in(manager), branch=branch.code, screen="kiosk") as kiosk:
        await kiosk.next()
        took = [await seconds_until_told(kiosk, change) for change in (close_it, open_again, close_it)]

    assert median(took) < 1


async def test_a_machine_that_fails(running, branch, cash, zone, counter, teller, manager) -> None:
    await busy_hall(branch, cash, zone, counter, teller, manager)

    @database
    def send_somebody() -> Device:
        device = factories.make_device(branch, "SC1", DeviceKind.SMART_COUNTER)
        cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
        cash.save()
        at = timezone.now()
        advice = advise(branch, cash, at=at)
        route = route_of(advice.snapshot(), Channel.SMART_COUNTER, override="customer_wish")
        issue(branch, by=manager.actor, at=at, service=cash, source=Source.TABLET, route=route)
        return device

    device = await send_somebody()

    @database
    def fail() -> None:
        states.report(device, DeviceStatus.DOWN, by=SYSTEM, at=timezone.now())

    async with watching(running, session=await sign_in(manager), branch=branch.code, screen="kiosk") as kiosk:
        await kiosk.next()
        took = await seconds_until_told(kiosk, fail)

    assert took < 1
    assert not await database(Ticket.objects.filter(status=TicketStatus.DIVERTED).exists)()
