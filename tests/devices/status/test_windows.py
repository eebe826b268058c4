"""Planned maintenance: begins and ends by its clock, is nobody's fault, can be ended early."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import windows
from devices.domain.reporting import tell
from devices.domain.states import report as say
from devices.enums import DeviceStatus
from devices.errors.windows import WindowBegun, WindowOver, WindowOverlaps, WindowTooShort
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


def test_what_is_wrong_after_a_window_is_a_fault_then(branch, smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    tell(smart, report(at, "hardwareError"), by=smart.actor, at=at)

    sweep_deadlines(at=at + HOUR)
    sweep_deadlines(at=at + HOUR + S)

    assert status(branch) == D.DOWN
    fault = Fault.objects.get()
    assert (fault.kind, fault.opened_at, fault.repeats) == ("hardware", at + HOUR, 0)


def test_it_is_one_as_well_when_the_machine_tells_before_the_window_is_looked_at(smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    for moment in (at, at + HOUR + S):
        tell(smart, report(moment, "hardwareError"), by=smart.actor, at=moment)

    sweep_deadlines(at=at + HOUR + 5 * S)

    assert Fault.objects.get().kind == "hardware"


def test_a_start_that_a_window_hid_has_its_time_after_it(smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    tell(smart, report(at, "starting"), by=smart.actor, at=at)
    DeviceState.objects.update(silent_at=at + 48 * HOUR)

    sweep_deadlines(at=at + HOUR)
    sweep_deadlines(at=at + HOUR + 299 * S)
    assert not Fault.objects.exists()
    sweep_deadlines(at=at + HOUR + 300 * S)

    assert Fault.objects.get().kind == "starting"


def test_a_machine_left_off_by_a_window_at_night_is_missed_at_opening(smart, manager, at):
    plan(smart, manager, at, 10 * HOUR, 11 * HOUR)  # from 20:00
    sweep_deadlines(at=at + 10 * HOUR)
    tell(smart, report(at + 10 * HOUR, "powerOff"), by=smart.actor, at=at + 10 * HOUR)

    sweep_deadlines(at=at + 11 * HOUR)
    assert not Fault.objects.exists()
    sweep_deadlines(at=at + 23 * HOUR)  # 09:00

    assert Fault.objects.get().kind == "power"


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


def test_a_machine_has_one_window_at_a_time_and_may_have_the_next_at_once(branch, smart, manager, at):
    plan(smart, manager, at, 0 * HOUR, HOUR)
    with pytest.raises(WindowOverlaps):
        plan(smart, manager, at, 0 * HOUR, 2 * HOUR)
    plan(smart, manager, at, HOUR, 2 * HOUR)

    sweep_deadlines(at=at + HOUR)
    assert status(branch) == D.MAINTENANCE
    sweep_deadlines(at=at + 2 * HOUR)

    assert status(branch) == D.AVAILABLE


def test_a_window_is_moved(branch, smart, manager, at):
    window = plan(smart, manager, at, HOUR, 2 * HOUR)
    times = {"starts_at": at + 3 * HOUR, "ends_at": at + 4 * HOUR}
    windows.change(window, by=manager.actor, at=at, **times)

    sweep_deadlines(at=at + 2 * HOUR)
    assert status(branch) == D.AVAILABLE
    sweep_deadlines(at=at + 3 * HOUR)
    assert status(branch) == D.MAINTENANCE

    with pytest.raises(WindowBegun):
        windows.change(window, by=manager.actor, at=at + 3 * HOUR, starts_at=at + 3.5 * HOUR, ends_at=at + 5 * HOUR)
    longer = {"starts_at": at + 3 * HOUR, "ends_at": at + 6 * HOUR}
    windows.change(window, by=manager.actor, at=at + 3 * HOUR, **longer)
    sweep_deadlines(at=at + 5 * HOUR)
    assert status(branch) == D.MAINTENANCE
    sweep_deadlines(at=at + 6 * HOUR)
    assert status(branch) == D.AVAILABLE


def test_a_two_day_outage_ends_a_window_once(branch, smart, manager, at):
    plan(smart, manager, at, HOUR, 2 * HOUR)

    sweep_deadlines(at=at + 48 * HOUR)
    sweep_deadlines(at=at + 48 * HOUR)

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
