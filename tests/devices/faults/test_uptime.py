"""Uptime from the spans of states: what counts, what does not, and the figure of the branch."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from devices.domain import faults
from devices.domain.states import report
from devices.domain.uptime import sum_up, sum_up_all
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource
from devices.models import DeviceDay, MaintenanceWindow
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import opening
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, OpeningHours
from lobby.kpi import measuring, periods, registry
from tests import factories

S = DeviceStatus
MINUTE = dt.timedelta(minutes=1)
HOUR = dt.timedelta(hours=1)


@pytest.fixture
def opens_at(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The day's opening."""
    found = opening(branch, at.date())
    assert found.opens_at is not None
    assert found.closes_at is not None
    return found.opens_at


@pytest.fixture
def evening(branch: Branch, at: dt.datetime) -> dt.datetime:
    """After closing."""
    found = opening(branch, at.date())
    assert found.closes_at is not None
    return found.closes_at + HOUR


def put(machine: Device, status: DeviceStatus, at: dt.datetime) -> None:
    report(machine, status, by=SYSTEM, at=at)


def figure(branch: Branch, code: str, at: dt.datetime) -> float:
    kpi = registry.get(code)
    parts = measuring.measured(kpi, periods.today(branch, at))
    return parts.total / parts.n * 100


def test_one_machine_down_12_of_600_minutes_is_98_percent(branch: Branch, machine: Device, at: dt.datetime) -> None:
    OpeningHours.objects.filter(branch=branch).update(opens_at=dt.time(8), closes_at=dt.time(18))
    put(machine, S.DOWN, at)
    put(machine, S.AVAILABLE, at + 12 * MINUTE)

    sum_up(branch, at=at + 12 * HOUR)

    day = DeviceDay.objects.get(day=at.date())
    assert (day.scheduled_s, day.up_s) == (600 * 60, 588 * 60)
    assert figure(branch, "K09", at) == figure(branch, "K09F", at) == 98.0


def test_partly_working_counts_half_and_is_shown_both_ways(
    branch: Branch, machine: Device, opens_at: dt.datetime, at: dt.datetime
) -> None:
    put(machine, S.PARTIAL, opens_at)
    put(machine, S.AVAILABLE, opens_at + HOUR)

    sum_up(branch, at=opens_at + 2 * HOUR)

    day = DeviceDay.objects.get()
    assert (day.scheduled_s, day.up_s, day.partial_s) == (7200, 3600, 3600)
    assert figure(branch, "K09", at) == 75.0
    assert figure(branch, "K09F", at) == 50.0


@pytest.mark.parametrize(
    ("status", "share"),
    [
        (S.BUSY, 1.0),
        (S.DEGRADED, 1.0),
        (S.DOWN, 0.0),
        (S.BLOCKED, 0.0),
        (S.SECURITY, 0.0),
        (S.UNKNOWN, 0.0),
        (S.STARTING, 0.0),
    ],
)
def test_what_counts_as_up(
    branch: Branch, machine: Device, opens_at: dt.datetime, status: DeviceStatus, share: float
) -> None:
    put(machine, status, opens_at)

    sum_up(branch, at=opens_at + HOUR)

    day = DeviceDay.objects.get()
    assert (day.scheduled_s, day.up_s) == (3600, 3600 * share)


def test_planned_maintenance_is_not_counted(branch: Branch, machine: Device, opens_at: dt.datetime) -> None:
    put(machine, S.DOWN, opens_at)
    MaintenanceWindow.objects.create(device=machine, starts_at=opens_at - HOUR, ends_at=opens_at + HOUR)

    sum_up(branch, at=opens_at + 2 * HOUR)

    day = DeviceDay.objects.get()
    assert (day.scheduled_s, day.up_s) == (3600, 0)


def test_a_repair_is_no_planned_maintenance(branch: Branch, machine: Device, opens_at: dt.datetime) -> None:
    put(machine, S.MAINTENANCE, opens_at)
    faults.open_fault(machine, FaultKind.FREEZE, by=SYSTEM, at=opens_at + HOUR, source=FaultSource.PERSON)

    sum_up(branch, at=opens_at + 2 * HOUR)

    day = DeviceDay.objects.get()
    assert (day.scheduled_s, day.up_s) == (3600, 0)


def test_nights_spares_and_mute_machines_do_not_count(
    branch: Branch, machine: Device, opens_at: dt.datetime, evening: dt.datetime
) -> None:
    spare = factories.make_device(branch, "SPARE", DeviceKind.SMART_COUNTER)
    Device.objects.filter(pk=spare.pk).update(is_spare=True)
    factories.make_device(branch, "MUTE", DeviceKind.SMART_COUNTER)
    put(spare, S.DOWN, opens_at)
    put(machine, S.AVAILABLE, opens_at - 5 * HOUR)
    put(machine, S.DOWN, evening)

    sum_up(branch, at=evening + HOUR)

    day = DeviceDay.objects.get()
    assert day.device == machine
    assert day.up_s == day.scheduled_s > 0
    assert "1" in registry.get("K09").aside(periods.today(branch, opens_at))


def test_a_closed_day_has_no_rows(branch: Branch, machine: Device, opens_at: dt.datetime) -> None:
    put(machine, S.DOWN, opens_at)
    sunday = opens_at + dt.timedelta(days=5)

    DeviceDay.objects.all().delete()
    sum_up(branch, at=sunday)

    assert not DeviceDay.objects.filter(day=sunday.date()).exists()


def test_two_days_of_outage_are_made_good_once(
    branch: Branch, machine: Device, opens_at: dt.datetime, evening: dt.datetime
) -> None:
    put(machine, S.AVAILABLE, opens_at)
    sum_up(branch, at=opens_at + HOUR)
    later = evening + dt.timedelta(days=2)

    for _twice in range(2):
        sum_up(branch, at=later)

    days = DeviceDay.objects.filter(day__gte=opens_at.date()).order_by("day")
    assert [day.day for day in days] == [opens_at.date() + dt.timedelta(days=n) for n in range(3)]
    assert len({day.scheduled_s for day in days}) == 1


def test_the_sweep_costs_the_same_for_one_and_three_machines(
    branch: Branch, machine: Device, opens_at: dt.datetime
) -> None:
    put(machine, S.DOWN, opens_at)
    sum_up_all(at=opens_at + MINUTE)
    costs = []
    for codes in ((), ("A", "B")):
        for code in codes:
            put(factories.make_device(branch, code, DeviceKind.ATM), S.AVAILABLE, opens_at)
        with CaptureQueriesContext(connection) as queries:
            sum_up_all(at=opens_at + HOUR)
        costs.append(len(queries))

    assert costs[0] == costs[1]
