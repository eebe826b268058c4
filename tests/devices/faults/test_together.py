"""One fault, one taker, one tester: with real threads and connections."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import faults
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.errors.faults import FaultTaken, IllegalFaultMove
from devices.models import DeviceState, Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Device, Staff
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert
from tests import factories
from tests.floor.day.test_episodes import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MINUTE = dt.timedelta(minutes=1)


def broken(machine: Device, at: dt.datetime) -> Fault:
    return faults.open_fault(machine, FaultKind.FREEZE, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)


def test_a_hundred_signs_from_two_workers_are_one_fault(machine: Device, at: dt.datetime) -> None:
    def see() -> set[int]:
        return {broken(machine, at).pk for _attempt in range(50)}

    first, second = at_once(see, see)

    assert first == second
    assert Fault.objects.get().repeats == 99
    assert Alert.objects.count() == 1


def test_of_two_takers_one_has_it(
    branch: Branch, machine: Device, manager: Staff, tech: Staff, at: dt.datetime
) -> None:
    fault = broken(machine, at)

    results = at_once(
        lambda: faults.accept(fault, by=manager, at=at).handler_id,
        lambda: faults.accept(fault, by=tech, at=at).handler_id,
    )

    assert [type(one) for one in results].count(FaultTaken) == 1
    assert Fault.objects.get().handler_id in (manager.pk, tech.pk)


def test_of_two_testers_one_closes(
    branch: Branch, machine: Device, manager: Staff, teller: Staff, tech: Staff, at: dt.datetime
) -> None:
    fault = faults.report(machine, FaultKind.FREEZE, by=manager, at=at, out_of_order=True)
    faults.accept(fault, by=tech, at=at)
    faults.fix(fault, by=tech, at=at, text="重启")

    results = at_once(
        lambda: faults.verify(fault, by=manager, at=at, passed=True).status,
        lambda: faults.verify(fault, by=teller, at=at, passed=True).status,
    )

    assert sorted(str(type(one).__name__) for one in results) == sorted([IllegalFaultMove.__name__, "FaultStatus"])
    assert Fault.objects.get().status == FaultStatus.CLOSED
    assert DeviceState.objects.get().status == DeviceStatus.AVAILABLE


def test_two_workers_raise_it_once(machine: Device, at: dt.datetime) -> None:
    broken(machine, at)

    at_once(
        lambda: sweep_deadlines(at=at + 15 * MINUTE),
        lambda: sweep_deadlines(at=at + 15 * MINUTE),
    )
    sweep_deadlines(at=at + 15 * MINUTE)

    fault = Fault.objects.get()
    assert fault.level == 2
    assert fault.steps.filter(kind="escalated").count() == 1


def test_the_mender_is_one_even_with_every_role(branch: Branch, machine: Device, at: dt.datetime) -> None:
    boss = factories.make_staff("boss", branch, RoleCode.HEAD)
    fault = faults.accept(broken(machine, at), by=boss, at=at)
    faults.fix(fault, by=boss, at=at, text="重启")

    results = at_once(*[lambda: faults.verify(fault, by=boss, at=at, passed=True)] * 2)

    assert all(getattr(one, "code", "") == "fault_fixed_by_you" for one in results)
