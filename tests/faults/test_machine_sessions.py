"""What customers do at a machine while somebody reports that it has failed: nobody blocks anybody for good."""

from __future__ import annotations

import contextlib
import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from itertools import permutations

import pytest
from django.db import transaction

from devices import callers, guests
from devices.domain import smart, vtm
from devices.domain.states import held, report
from devices.enums import DeviceStatus
from devices.enums.smart import IdentityKind
from devices.enums.vtm import VtmEnd, VtmStatus
from devices.errors.smart import IllegalSmartMove, SmartMachineOut, SmartServiceOut
from devices.errors.vtm import CannotResume, MachineOut
from devices.models import DeviceState
from devices.models.smart import SmartSession
from devices.models.vtm import VtmSession
from devices.registrations.smart import machine_failed as smart_failed
from devices.registrations.vtm import machine_failed as vtm_failed
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import Channel, DeviceKind
from lobby.live import journal
from lobby.live.models import Entry
from queueing.domain.failing import bring_back
from queueing.domain.issuing import issue
from queueing.domain.waiting import divert, fall_back
from queueing.enums import Source
from queueing.errors import IllegalMove
from queueing.errors.triage import DeviceOutOfUse
from queueing.models import Ticket
from queueing.triage.routes import Route
from tests.devices.vtm.conftest import *  # noqa: F403  the cast of a session
from tests.factories import make_device, make_ticket
from tests.faults.interleaving import ENDS_WITHIN_S, connected, meet, runs_into_a_lock
from tests.faults.test_machines import together

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]
ROUNDS = 6
SECOND = dt.timedelta(seconds=1)
REFUSED = (SmartMachineOut, SmartServiceOut, IllegalSmartMove, IllegalMove, MachineOut, CannotResume, DeviceOutOfUse)
FAILED = "device.status_changed"


@pytest.fixture
def counter_machine(branch, cash):
    """A smart counter that does what the cash counter does."""
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    return make_device(branch, "SC9", DeviceKind.SMART_COUNTER)


def waits_empty_handed(device, work, *rows, at):
    """Whoever waits for a machine that is reported on holds none of the rows that the report goes on to take."""
    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            held(device.pk, at=at)
            other = pool.submit(connected, work)
            assert runs_into_a_lock(other), "it does not wait for the machine"
            for row in rows:
                type(row).objects.select_for_update(nowait=True).get(pk=row.pk)
        with contextlib.suppress(*REFUSED):
            other.result(ENDS_WITHIN_S)


def test_choosing_waits_for_the_machine_before_it_takes_the_session(counter_machine, cash, at):
    session = smart.start(counter_machine, by=counter_machine.actor, at=at)
    smart.identify(session, by=counter_machine.actor, at=at, kind=IdentityKind.CARD, given="6222021234567890")

    waits_empty_handed(
        counter_machine,
        lambda: smart.choose(session, by=counter_machine.actor, at=at, service=cash),
        session,
        at=at,
    )

    session.refresh_from_db()
    assert session.status == "input"


def test_asking_by_video_waits_for_the_machine_before_it_takes_the_ticket(call, card, machine, manager, at):
    ticket = make_ticket(card, at, by=manager)
    divert(ticket, by=manager.actor, at=at, channel=Channel.VTM, device=machine)
    who = callers.find(machine, ticket.number, at)

    waits_empty_handed(machine, lambda: call(caller=who), ticket, at=at)

    assert VtmSession.objects.get().subject_id == ticket.pk


def test_going_on_by_video_waits_for_the_machine_before_it_takes_session_and_ticket(
    brought_to,
    card,
    machine,
    manager,
    agent,
    at,
):
    ticket = make_ticket(card, at, by=manager)
    divert(ticket, by=manager.actor, at=at, channel=Channel.VTM, device=machine)
    session = brought_to(VtmStatus.DROPPED, caller=callers.find(machine, ticket.number, at))

    waits_empty_handed(machine, lambda: vtm.resume(session, by=agent.actor, at=at), ticket, session, at=at)

    session.refresh_from_db()
    assert session.status == VtmStatus.CONNECTED


def test_a_number_for_a_machine_waits_for_it_before_it_takes_the_series(branch, cash, counter_machine, manager, at):
    make_ticket(cash, at, by=manager)
    route = Route(Channel.SMART_COUNTER, Channel.SMART_COUNTER, (), "", device_id=counter_machine.pk)

    def send():
        issue(branch, by=manager.actor, at=at, service=cash, source=Source.TABLET, route=route)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            held(counter_machine.pk, at=at)
            other = pool.submit(connected, send)
            assert runs_into_a_lock(other)
            # Somebody who came to that machine without a number gets one in the transaction that reports on it.
            issue(branch, by=SYSTEM, at=at, service=cash, source=Source.KIOSK)
        other.result(ENDS_WITHIN_S)

    assert Ticket.objects.filter(status="diverted").count() == 1


def test_whatever_the_customer_does_meanwhile_they_are_brought_back_once(branch, cash, counter_machine, manager, at):
    def tried(work):
        with contextlib.suppress(*REFUSED):
            work()

    own = {"by": counter_machine.actor, "at": at}
    for n in range(ROUNDS):
        now = at + n * SECOND
        report(counter_machine, DeviceStatus.AVAILABLE, by=manager.actor, at=now)
        ticket = make_ticket(cash, at, by=manager)
        session = smart.start(counter_machine, **own, guest=guests.find(counter_machine, ticket.number, at))
        smart.identify(session, **own, kind=IdentityKind.CARD, given="6222021234567890")

        together(
            lambda session=session: tried(lambda: smart.choose(session, **own, service=cash)),
            lambda now=now: report(counter_machine, DeviceStatus.DOWN, by=manager.actor, at=now),
            lambda session=session: tried(lambda: smart.hand_over(session, by=manager, at=at)),
        )

        ticket.refresh_from_db()
        session.refresh_from_db()
        assert (ticket.status, ticket.goes_first, session.is_live) == ("waiting", True, False)
        assert Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count() == 1


def test_a_report_is_taken_though_a_colleague_brings_the_customer_away_meanwhile(cash, counter_machine, manager, at):
    ticket = make_ticket(cash, at, by=manager)
    own = {"by": counter_machine.actor, "at": at}
    session = smart.start(counter_machine, **own, guest=guests.find(counter_machine, ticket.number, at))

    meet(
        lambda: smart.hand_over(session, by=manager, at=at),
        lambda: report(counter_machine, DeviceStatus.DOWN, by=manager.actor, at=at + SECOND),
    )

    assert DeviceState.objects.get().status == "down"
    assert SmartSession.objects.get().status == "handed_over"
    assert Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count() == 1


def test_a_customer_is_brought_back_though_an_agent_answers_meanwhile(call, card, machine, manager, agent, at):
    ticket = make_ticket(card, at, by=manager)
    divert(ticket, by=manager.actor, at=at, channel=Channel.VTM, device=machine)
    session = call(caller=callers.find(machine, ticket.number, at))

    meet(
        lambda: vtm.connect(session, agent=agent, at=at),
        lambda: fall_back(ticket, by=manager.actor, at=at, reason="by hand"),
    )

    ticket.refresh_from_db()
    session.refresh_from_db()
    assert (ticket.status, session.status) == ("waiting", VtmStatus.CONNECTED)


def test_two_touches_take_one_number(call, machine, at):
    session = call()
    vtm.cancel(session, by=SYSTEM, at=at, reason=VtmEnd.UNANSWERED)
    given = []

    together(*[lambda: given.append(callers.issue(session.pk, at))] * 2)

    assert given == [Ticket.objects.get().number] * 2


@pytest.mark.parametrize("order", list(permutations((bring_back, smart_failed, vtm_failed))))
@pytest.mark.parametrize("status", [None, VtmStatus.QUEUED, VtmStatus.TRANSACTING, VtmStatus.DROPPED])
def test_in_whatever_order_the_failure_is_heard_of_everybody_is_brought_back_once(
    monkeypatch,
    brought_to,
    card,
    cash,
    machine,
    counter_machine,
    manager,
    at,
    order,
    status,
):
    others = [one for one in journal._handlers if one[1] not in order]
    assert len(others) == len(journal._handlers) - len(order)
    monkeypatch.setattr(journal, "_handlers", [*((FAILED, one) for one in order), *others])
    if status is None:
        ticket = make_ticket(cash, at, by=manager)
        smart.start(
            counter_machine,
            by=counter_machine.actor,
            at=at,
            guest=guests.find(counter_machine, ticket.number, at),
        )
        failed = counter_machine
    else:
        ticket = make_ticket(card, at, by=manager)
        divert(ticket, by=manager.actor, at=at, channel=Channel.VTM, device=machine)
        brought_to(status, caller=callers.find(machine, ticket.number, at))
        failed = machine

    report(failed, DeviceStatus.DOWN, by=manager.actor, at=at + SECOND)

    ticket.refresh_from_db()
    assert (ticket.status, ticket.goes_first) == ("waiting", True)
    assert Entry.objects.filter(type="ticket.fell_back", subject_id=ticket.pk).count() == 1
    assert not SmartSession.objects.filter(ended_at__isnull=True).exists()
    assert not VtmSession.objects.filter(status=VtmStatus.QUEUED).exists()
