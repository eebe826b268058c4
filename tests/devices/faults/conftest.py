"""The cast around a broken machine: technician, regional support, head office, a machine."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from devices.domain import faults
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.models.faults import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Branch, Device, Staff, Zone
from tests import factories

S = FaultStatus
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def tech(branch: Branch) -> Staff:
    """The branch's technician."""
    return factories.make_staff("gao", branch, RoleCode.TECH)


@pytest.fixture
def office(branch: Branch) -> Staff:
    """Regional branch support, above the branch."""
    return factories.make_staff("ops", None, RoleCode.BR_OPS, unit=branch.unit)


@pytest.fixture
def expert(branch: Branch) -> Staff:
    """Head office."""
    return factories.make_staff("ho", None, RoleCode.HO, unit=branch.unit)


@pytest.fixture
def machine(branch: Branch, zone: Zone) -> Device:
    """A smart counter in the hall."""
    device = factories.make_device(branch, "TSC1", DeviceKind.SMART_COUNTER)
    device.zone = zone
    device.save(update_fields=["zone"])
    return device


@pytest.fixture
def brought(
    machine: Device, manager: Staff, teller: Staff, tech: Staff, office: Staff, expert: Staff, at: dt.datetime
) -> Callable[..., Fault]:
    """Bring a fault to a state by the ordinary verbs, a minute each."""

    def bring(status: str) -> Fault:
        fault = faults.open_fault(machine, FaultKind.FREEZE, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
        if status == S.OPEN:
            return fault
        if status == S.CANCELLED:
            return faults.cancel(fault, by=manager, at=at + MINUTE, text="看错了")
        if status == S.DUPLICATE:
            other = faults.open_fault(machine, FaultKind.SLOW, by=SYSTEM, at=at, source=FaultSource.TELEMETRY)
            return faults.mark_duplicate(fault, by=manager, at=at + MINUTE, of=other)
        fault = faults.accept(fault, by=tech, at=at + MINUTE)
        if status in (S.L2_HANDLING, S.L3_HANDLING):
            fault = faults.escalate(fault, by=tech, at=at + 2 * MINUTE, text="重启过，仍然死机")
            fault = faults.accept(fault, by=office, at=at + 3 * MINUTE)
        if status == S.L3_HANDLING:
            fault = faults.escalate(fault, by=office, at=at + 4 * MINUTE, text="远程看过，主板")
            fault = faults.accept(fault, by=expert, at=at + 5 * MINUTE)
        if status in (S.FIXED, S.CLOSED):
            fault = faults.fix(fault, by=tech, at=at + 6 * MINUTE, text="重启", parts="")
        if status == S.CLOSED:
            fault = faults.verify(fault, by=teller, at=at + 7 * MINUTE, passed=True)
        return fault

    return bring
