"""What customers would wait, on real sockets: a counter's state is on every screen long before estimates grow old."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from lobby.branches.models import Branch, Counter, OpeningHours, Service, Staff
from queueing.domain import counters
from queueing.enums import PauseReason
from queueing.models import CounterSession, Ticket
from tests.factories import make_session, make_ticket
from tests.live.screen import PATIENCE_S, Screen, database, sign_in, watching
from tests.live.server import Server
from tests.queueing.estimating import ESTIMATE_PANELS

pytestmark = pytest.mark.django_db(transaction=True)


@database
def open_all_day(branch: Branch) -> None:
    """The screens read the real clock, so the branch never closes."""
    OpeningHours.objects.filter(branch=branch).delete()
    midnight = dt.time(0)
    for day in range(7):
        OpeningHours.objects.create(branch=branch, weekday=day, opens_at=midnight, closes_at=midnight)


@database
def take_numbers(service: Service, by: Staff, count: int) -> Ticket:
    """The last of so many tickets."""
    return [make_ticket(service, timezone.now(), by=by) for _ in range(count)][-1]


@database
def open_counter(counter: Counter, staff: Staff) -> CounterSession:
    return make_session(counter, staff, timezone.now())


@database
def change(session: CounterSession, verb: str) -> None:
    """Pause, resume or close as the teller does."""
    more = {"reason": PauseReason.MEAL} if verb == "pause" else {}
    getattr(counters, verb)(session, by=session.staff.actor, at=timezone.now(), **more)


async def hears(screen: Screen, *, needs_opening: bool) -> None:
    """Wait until the phone's values say whether a counter is open. Raises TimeoutError."""
    while (await screen.next()).get("values", {}).get("needs_opening") is not needs_opening:
        pass


async def lacks(screen: Screen, panel: str, text: str) -> None:
    """Wait until a panel no longer contains a text. Raises TimeoutError."""
    while text in screen.panels.get(panel, text):
        await screen.next()


async def test_opening_pausing_and_closing_a_counter_changes_waits_at_once(
    server: Server, branch: Branch, cash: Service, counter: Counter, teller: Staff, manager: Staff
) -> None:
    assert all(panel.every is not None and panel.every > PATIENCE_S for panel in ESTIMATE_PANELS)
    await open_all_day(branch)
    ticket = await take_numbers(cash, manager, 3)
    floor = {"session": await sign_in(manager), "screen": "floor", "branch": branch.code}
    phone = {"screen": "ticket", "branch": branch.code, "token": ticket.page_token}
    closed = "暂无开放窗口"
    async with watching(server, **floor) as tablet, watching(server, **phone) as mine:
        await tablet.shows("floor-needs", closed)
        await mine.next()

        session = await open_counter(counter, teller)
        await lacks(tablet, "floor-needs", closed)
        await hears(mine, needs_opening=False)

        await change(session, "pause")
        await tablet.shows("floor-needs", closed)
        await hears(mine, needs_opening=True)

        await change(session, "resume")
        await lacks(tablet, "floor-needs", closed)
        await hears(mine, needs_opening=False)

        await change(session, "close")
        await tablet.shows("floor-needs", closed)
        await hears(mine, needs_opening=True)
