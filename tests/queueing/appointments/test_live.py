"""A booking on the customer's phone is on the tablet and at the teller's at once; a stranger's screens stay silent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.utils import timezone

from lobby.branches.models import OpeningHours
from queueing.models import Appointment
from tests import factories
from tests.live.screen import database, sign_in, watching
from tests.live.server import Server, serve

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(scope="module")
def running(django_db_setup: None) -> Iterator[Server]:
    with serve(BEAT_S="2") as server:
        yield server


@database
def open_round_the_clock(branch) -> None:
    OpeningHours.objects.filter(branch=branch).delete()
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=dt.time(4), closes_at=dt.time(4))


@database
def book_by_phone(branch) -> Appointment:
    """Through the public page."""
    phone = Client()
    days = phone.get(f"/book/{branch.code}/?service=cash").content.decode()
    address = re.search(r'class="button" href="(\?[^"]*start=\d+)"', days)[1].replace("&amp;", "&")
    page = phone.get(f"/book/{branch.code}/{address}").content.decode()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    answer = phone.post(f"/book/{branch.code}/{address}", {**fields, "name": "张小明", "phone": "13800138000"})
    assert answer.status_code == 302
    return Appointment.objects.get()


async def test_a_booking_is_everywhere_at_once(
    running: Server, rule, branch, other_branch, counter, teller, manager, stranger
) -> None:
    await open_round_the_clock(branch)
    await database(factories.make_session)(counter, teller, timezone.now())
    inside, desk, outside = await sign_in(manager), await sign_in(teller), await sign_in(stranger)
    async with (
        watching(running, session=inside, branch=branch.code, screen="floor") as tablet,
        watching(running, session=desk, branch=branch.code, screen="counter") as line,
        watching(running, session=outside, branch=other_branch.code, screen="floor") as far,
    ):
        for screen in (tablet, line, far):
            await screen.next()

        appointment = await book_by_phone(branch)

        key = f'data-key="appointment-{appointment.pk}"'
        await tablet.shows("floor-appointments", key)
        await line.shows("counter-appointments", f'data-key="booked-{appointment.pk}"')
        assert "张*明" in tablet.panels["floor-appointments"]
        assert "张" not in line.panels["counter-appointments"]
        heard = [event for frame in tablet.frames for event in frame["events"]]
        assert {event["type"] for event in heard} >= {"appointment.requested", "appointment.confirmed"}
        assert "张" not in str(heard)
        await far.silence(1.0)
