"""Simple business at a counter while a machine was free (S013); protected customers are in no figure (N10)."""

from __future__ import annotations

import pytest

from devices.domain.reporting import tell
from devices.domain.states import report
from devices.enums import DeviceStatus
from devices.models import DeviceFunction
from devices.reports import Report
from lobby.branches.enums import Channel, DeviceKind
from lobby.kpi.measuring import measured
from lobby.kpi.periods import today
from queueing.domain.calling import call_next
from queueing.domain.serving import finish, start
from queueing.enums import Trait
from queueing.kpis.care import KPIS
from queueing.models import Ticket
from tests import factories
from tests.statements import statements_at_most

KPI = KPIS[1]


@pytest.fixture
def machine(branch, cash):
    cash.channels = [Channel.COUNTER, Channel.SMART_COUNTER]
    cash.save()
    return factories.make_device(branch, "SC7", DeviceKind.SMART_COUNTER)


@pytest.fixture
def served(session, teller, manager, at):
    """Serve somebody; answers what was judged."""

    def serve(service, **fields):
        ticket = factories.make_ticket(service, at, by=manager, **fields)
        called = call_next(session, by=teller.actor, at=at)
        with statements_at_most(8):
            start(called, by=teller.actor, at=at)
        finish(called, by=teller.actor, at=at)
        return Ticket.objects.get(pk=ticket.pk).could_have_been_self_service

    return serve


def test_a_free_machine_is_counted(served, machine, cash, branch, at):
    assert served(cash) is True

    parts = measured(KPI, today(branch, at))
    assert (KPI.code, parts.n, parts.mean) == ("D06", 1, 1.0)


@pytest.mark.parametrize(("status", "expected"), [("busy", False), ("down", False), ("degraded", True)])
def test_a_machine_that_is_not_free_is_not(served, machine, cash, teller, at, status, expected):
    report(machine, DeviceStatus(status), by=teller.actor, at=at)

    assert served(cash) is expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"device": "online"}, True),
        ({"device": "deviceBusy", "paper": "low"}, False),
        ({"device": "online", "paper": "low"}, True),
        ({"device": "online", "dispenser": "stop"}, False),
    ],
)
def test_a_machine_that_tells_of_itself_is_taken_at_its_word(served, machine, cash, at, words, expected):
    tell(machine, Report.of_told(words, at=at), by=machine.actor, at=at)

    assert served(cash) is expected


@pytest.mark.parametrize(
    ("is_spare", "does", "expected"), [(True, True, False), (False, False, False), (False, True, True)]
)
def test_a_spare_machine_or_one_for_other_services_is_not(served, machine, cash, personal, is_spare, does, expected):
    machine.is_spare = is_spare
    machine.save()
    DeviceFunction.objects.create(device=machine, service=cash if does else personal)

    assert served(cash) is expected


@pytest.mark.parametrize("trait", [Trait.ELDERLY, Trait.PREFERS_COUNTER, Trait.DISABLED])
def test_nobody_protected_is_judged(served, machine, cash, trait):
    assert served(cash, traits=[trait]) is None


def test_complex_business_and_business_without_a_machine_are_not_judged(served, machine, personal, branch):
    assert served(personal) is None


@pytest.mark.parametrize(
    ("card", "n"),
    [({"birth_year": 1950}, 0), ({"prefers_counter": True}, 0), ({"birth_year": 1990}, 1), ({}, 1)],
)
def test_the_card_protects_too(served, machine, cash, branch, manager, at, card, n):
    customer = factories.make_customer(branch, at, by=manager, **card)
    served(cash, customer=customer)

    assert measured(KPI, today(branch, at)).n == n
