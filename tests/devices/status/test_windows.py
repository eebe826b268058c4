"""Planned maintenance: begins and ends by its clock, is nobody's fault, can be ended early."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import windows
from devices.domain.reporting import tell
from devices.domain.states import report as say
from devices.enums import DeviceStatus
from devices.errors.windows import WindowOver, WindowTooShort
from devices.models import DeviceState, Fault, MaintenanceWindow
from devices.selectors import machines
from devices.selectors.windows import in_maintenance
from lobby.floor.domain.sweeping import sweep_deadlines
from tests.devices.status.reports import report

HOUR = dt.timedelta(hours=1)
S = dt.timedelta(seconds=1)
D = DeviceStatus


def plan(smart, manager, at, starts, ends):
    return windows.plan(smart, by=manager.actor, at=at, starts_at=at + starts, ends_at=at + ends, reason="yearly")


def status(branch):
    return machines(branch)[0].status


def test_a_window_begins_and_ends_by_itself(branch, smart, manager, at):
    plan(smart, manager, at, HOUR, 2 * HOUR)

    sweep_deadlines(at=at + HOUR - S)
    assert status(branch) == D.AVAILABLE
    sweep_deadlines(at=at + HOUR)
    assert (status(branch), in_maintenance(smart, at + HOUR)) == (D.MAINTENANCE, True)
    sweep_deadlines(at=at + 2 * HOUR)

    assert (status(branch), in_maintenance(smart, at + 2 * HOUR)) == (D.AVAILABLE, False)


def test_nothing_that_is_told_in_a_window_is_a_fault(branch, smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    assert status(branch) == D.MAINTENANCE

    for n, word in enumerate(("offline", "hardwareError", "powerOff", "starting", "online")):
        tell(smart, report(at + n * S, word), by=smart.actor, at=at + n * S)

    assert status(branch) == D.MAINTENANCE
    assert not Fault.objects.exists()


def test_after_a_window_the_machine_is_what_it_tells(branch, smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    tell(smart, report(at, paper="low"), by=smart.actor, at=at)

    sweep_deadlines(at=at + HOUR)

    assert status(branch) == D.DEGRADED


def test_two_days_late_a_window_that_is_over_leaves_nothing(branch, smart, manager, at):
    plan(smart, manager, at, HOUR, 2 * HOUR)

    sweep_deadlines(at=at + 48 * HOUR)
    sweep_deadlines(at=at + 48 * HOUR)

    assert status(branch) == D.AVAILABLE


def test_security_goes_before_maintenance(branch, smart, manager, at):
    tell(smart, report(at, "fraudAttempt"), by=smart.actor, at=at)

    plan(smart, manager, at, 0 * HOUR, HOUR)

    assert status(branch) == D.SECURITY


def test_a_window_can_end_early_or_not_take_place(branch, smart, manager, at):
    now, later = plan(smart, manager, at, 0 * HOUR, HOUR), plan(smart, manager, at, 5 * HOUR, 6 * HOUR)

    windows.end(now, by=manager.actor, at=at + 60 * S)
    windows.end(later, by=manager.actor, at=at + 60 * S)

    assert status(branch) == D.AVAILABLE
    assert MaintenanceWindow.objects.get().ends_at == at + 60 * S
    sweep_deadlines(at=at + 5 * HOUR)
    assert status(branch) == D.AVAILABLE
    with pytest.raises(WindowOver):
        windows.end(MaintenanceWindow.objects.get(), by=manager.actor, at=at + HOUR)


def test_of_two_windows_the_longer_counts(branch, smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    plan(smart, manager, at, 0 * HOUR, 2 * HOUR)

    sweep_deadlines(at=at + HOUR)
    assert status(branch) == D.MAINTENANCE
    sweep_deadlines(at=at + 2 * HOUR)

    assert status(branch) == D.AVAILABLE


def test_what_a_person_says_outlasts_a_window(branch, smart, manager, at):
    say(smart, D.DOWN, by=manager.actor, at=at)
    plan(smart, manager, at, HOUR, 2 * HOUR)

    sweep_deadlines(at=at + HOUR)
    sweep_deadlines(at=at + 2 * HOUR)

    assert status(branch) == D.DOWN
    assert DeviceState.objects.get().by_hand == "down"


@pytest.mark.parametrize(
    ("starts", "ends", "error"), [(2, 1, WindowTooShort), (1, 1, WindowTooShort), (-2, -1, WindowOver)]
)
def test_a_window_lies_ahead_and_runs_forward(smart, manager, at, starts, ends, error):
    with pytest.raises(error):
        plan(smart, manager, at, starts * HOUR, ends * HOUR)

    assert not MaintenanceWindow.objects.exists()
