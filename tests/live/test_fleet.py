"""The fleet's panel in a storm: every change is told, the list is drawn five times a second at most."""

from __future__ import annotations

import asyncio
import math
import time

from django.utils import timezone

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Staff
from tests import factories
from tests.live.screen import database, sign_in, watching
from tests.live.server import Server

CHANGES = 40


async def test_a_storm_of_changes_draws_the_fleet_at_most_five_times_a_second(
    server: Server, branch: Branch, manager: Staff
) -> None:
    machine = await database(factories.make_device)(branch, "STORM1", DeviceKind.SMART_COUNTER)
    change = database(report)
    renders = 'lobby_panel_renders_total{panel="fleet-list"}'
    session = await sign_in(manager)
    async with watching(server, session=session, screen="fleet", branch=branch.code, since=0) as screen:
        await screen.next()
        before, began = await asyncio.to_thread(server.metric, renders), time.monotonic()

        for n in range(CHANGES):
            status = DeviceStatus.BUSY if n % 2 else DeviceStatus.DOWN
            await change(machine, status, by=SYSTEM, at=timezone.now())
        await change(machine, DeviceStatus.SECURITY, by=SYSTEM, at=timezone.now())

        await screen.shows("fleet-list", 'data-mark="late"')
        await screen.shows("fleet-list", str(DeviceStatus.SECURITY.label))
        told = [event for frame in screen.frames for event in frame.get("events", [])]
        assert len([event for event in told if event["type"] == "device.status_changed"]) == CHANGES + 1
        seconds = math.ceil(time.monotonic() - began)
        assert await asyncio.to_thread(server.metric, renders) - before <= 1 + 5 * seconds
