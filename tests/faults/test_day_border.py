"""Nobody closed yesterday: no sweep ran, a counter is still open and customers still wait in the rows."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from lobby.live.models import Entry
from queueing.domain.calling import call_next
from queueing.domain.serving import start
from queueing.models import Ticket
from tests.factories import make_session, make_ticket
from tests.faults.calling import Caller
from tests.faults.hall import Hall, make_hall
from tests.live.server import Server

pytestmark = pytest.mark.django_db(transaction=True)

Pair = tuple[Server, Server]


@pytest.fixture
def hall(pair: Pair) -> Hall:
    """Yesterday one customer was being served when everything stopped, and one waited."""
    hall = make_hall(counters=1)
    hall.make_keys()
    yesterday, teller = timezone.now() - dt.timedelta(days=1), hall.tellers[0]
    session = make_session(hall.counters[0], teller, yesterday)
    for _ in range(2):
        make_ticket(hall.service, yesterday, by=hall.manager)
    start(call_next(session, by=teller.actor, at=yesterday), by=teller.actor, at=yesterday)
    return hall


def yesterdays() -> list[tuple[str, str]]:
    first_two = Ticket.objects.order_by("pk")[:2]
    return [(ticket.status, ticket.end_reason) for ticket in first_two]


def test_call_next_calls_nobody_of_yesterday(pair: Pair, hall: Hall) -> None:
    assert [status for status, _ in yesterdays()] == ["serving", "waiting"]
    teller, kiosk = (Caller(pair[0], hall.keys[name]) for name in (hall.tellers[0].username, hall.kiosk.code))
    counter = f"/api/v1/counters/{hall.counters[0].pk}"

    assert teller.post(hall.call_paths[0]).status == 204

    assert yesterdays() == [("done", "day closed"), ("abandoned", "day closed")]
    issued = kiosk.post(hall.issue_path, {"service": "cash"})
    assert (issued.status, issued.body["number"]) == (201, "A001")
    assert teller.post(hall.call_paths[0]).outcome == (409, "counter_not_open")
    assert teller.post(f"{counter}/open/").status == 200
    assert teller.post(hall.call_paths[0]).body["id"] == issued.body["id"]


def test_first_ticket_of_the_day_closes_yesterday_once(pair: Pair, hall: Hall) -> None:
    kiosk = Caller(pair[1], hall.keys[hall.kiosk.code])

    numbers = [kiosk.post(hall.issue_path, {"service": "cash"}).body["number"] for _ in range(2)]

    assert numbers == ["A001", "A002"]
    assert yesterdays() == [("done", "day closed"), ("abandoned", "day closed")]
    assert Entry.objects.filter(type="day.closed").count() == 1
    assert Entry.objects.filter(type="counter.closed").count() == 1
