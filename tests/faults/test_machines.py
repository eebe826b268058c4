"""Sending somebody to a machine while somebody else reports that it has failed."""

from __future__ import annotations

import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.models import DeviceState
from lobby.branches.enums import Channel, DeviceKind
from queueing.domain.waiting import divert, fall_back
from queueing.errors import IllegalMove
from queueing.errors.triage import DeviceOutOfUse
from queueing.models import RoutingDecision, Ticket
from tests.factories import make_device, make_ticket

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
ROUNDS = 8
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def smart(branch, cash):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    return make_device(branch, "SC9", DeviceKind.SMART_COUNTER)


def together(*works):
    """Run each at the same moment, on a connection of its own."""

    def run(work):
        try:
            work()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        list(pool.map(run, works))


def test_nobody_is_left_at_a_machine_that_failed_meanwhile(cash, smart, manager, at):
    by = manager.actor

    def send(ticket):
        with contextlib.suppress(DeviceOutOfUse):
            divert(ticket, by=by, at=at, channel=Channel.SMART_COUNTER, device=smart)

    for n in range(ROUNDS):
        report(smart, DeviceStatus.AVAILABLE, by=by, at=at + n * SECOND)
        tickets = [make_ticket(cash, at, by=manager) for _ in range(2)]

        together(
            lambda tickets=tickets: send(tickets[0]),
            lambda n=n: report(smart, DeviceStatus.DOWN, by=by, at=at + n * SECOND),
            lambda tickets=tickets: send(tickets[1]),
        )

        assert not Ticket.objects.filter(status="diverted").exists()
    assert not RoutingDecision.objects.exclude(offer="failed").exists()


def test_bringing_back_by_hand_and_by_report_at_once_does_it_once(cash, smart, manager, at):
    by = manager.actor

    def bring_back(ticket):
        with contextlib.suppress(IllegalMove):
            fall_back(ticket, by=by, at=at, reason="by hand")

    for n in range(ROUNDS):
        report(smart, DeviceStatus.AVAILABLE, by=by, at=at + n * SECOND)
        ticket = make_ticket(cash, at, by=manager)
        divert(ticket, by=by, at=at, channel=Channel.SMART_COUNTER, device=smart)

        together(
            lambda ticket=ticket: bring_back(ticket),
            lambda n=n: report(smart, DeviceStatus.DOWN, by=by, at=at + n * SECOND),
        )

        ticket.refresh_from_db()
        assert (ticket.status, DeviceState.objects.get().status) == ("waiting", "down")
