"""Checks about machines: groups of kinds, what is known beside the tick, a fault in one tap (S304, S402)."""

from __future__ import annotations

import datetime as dt

import pytest

from devices.domain import faults
from devices.domain.states import report as report_state
from devices.enums import DeviceStatus
from devices.enums.faults import FaultKind, FaultSource, FaultStatus
from devices.errors.faults import MachineUnclear
from devices.models import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Staff
from lobby.floor import checking
from lobby.floor.domain.checks.answering import Answer, act, answer
from lobby.floor.domain.checks.running import open_run
from lobby.floor.domain.checks.scheduling import schedule_day
from lobby.floor.domain.checks.shipped.daily import OPENING
from lobby.floor.enums.checks import CheckValue
from lobby.floor.errors.checks import KnownOtherwise
from lobby.floor.models import ChecklistItem, ChecklistRun
from tests import factories
from tests.floor.checks.making import make_item, make_version

MINUTE = dt.timedelta(minutes=1)


@pytest.fixture
def led(branch: Branch) -> Device:
    """The LED sign."""
    return factories.make_device(branch, "TLED", DeviceKind.LED)


def test_the_seven_checks_are_bound_to_device_groups() -> None:
    lines = next(group for group in OPENING.groups if group.en.startswith("Seven")).lines

    abouts = [line.fields.get("about", "") for line in lines]
    assert abouts == [
        "device:atm,cash_recycler,terminal",
        "content:hood",
        "device-list:serving",
        "device:ebank_pc",
        "device:phone",
        "device:note_detector",
        "",
    ]


def test_an_issue_opens_a_fault_with_device_and_reporter(
    branch: Branch, wall: Device, led: Device, manager: Staff, at: dt.datetime
) -> None:
    run, item = made(branch, "device:wall,led", at)
    result = answer(run, item, Answer(value=CheckValue.ISSUE, note="TLED 不亮"), by=manager.actor, at=at)

    assert next(action.name for action in checking.actions_for(item.about)) == "fault"
    result = act(result, "fault", by=manager.actor, at=at)

    fault = Fault.objects.get()
    assert (fault.device, fault.reporter, fault.source) == (led, manager, FaultSource.CHECKLIST)
    assert (result.action_type, result.action_id) == ("fault", fault.pk)
    assert checking.states_of([result])[result.pk]


def test_of_several_machines_somebody_says_which_has_the_fault(
    branch: Branch, wall: Device, led: Device, manager: Staff, at: dt.datetime
) -> None:
    run, item = made(branch, "device:wall,led", at)
    result = answer(run, item, Answer(value=CheckValue.ISSUE, note="不亮"), by=manager.actor, at=at)

    with pytest.raises(MachineUnclear) as refused:
        act(result, "fault", by=manager.actor, at=at)
    assert all(one.name in str(refused.value) for one in (led, wall))
    report_state(wall, DeviceStatus.DOWN, by=SYSTEM, at=at)
    result = act(result, "fault", by=manager.actor, at=at)

    assert Fault.objects.get(pk=result.action_id).device == wall
    assert checking.states_of([result])[result.pk].startswith(("故障：", "Fault: "))


def test_answered_differently_the_fault_is_taken_back(
    branch: Branch, led: Device, manager: Staff, at: dt.datetime
) -> None:
    run, item = made(branch, "device:led", at)
    result = answer(run, item, Answer(value=CheckValue.ISSUE), by=manager.actor, at=at)
    act(result, "fault", by=manager.actor, at=at)

    answer(run, item, Answer(value=CheckValue.OK, reason="看错了"), by=manager.actor, at=at + MINUTE)

    assert Fault.objects.get().status == FaultStatus.CANCELLED


def test_ok_against_what_the_machine_reports_needs_a_reason(
    branch: Branch, machine: Device, led: Device, manager: Staff, at: dt.datetime
) -> None:
    run, item = made(branch, "device:smart_counter,led", at)
    report_state(machine, DeviceStatus.DOWN, by=SYSTEM, at=at)

    with pytest.raises(KnownOtherwise):
        answer(run, item, Answer(value=CheckValue.OK), by=manager.actor, at=at)

    answer(run, item, Answer(value=CheckValue.OK, reason="刚刚恢复"), by=manager.actor, at=at)


def test_an_open_fault_speaks_against_an_ok(branch: Branch, led: Device, at: dt.datetime) -> None:
    faults.open_fault(led, FaultKind.POWER, by=SYSTEM, at=at, source=FaultSource.PERSON)

    [known] = checking.known_about(branch, "device:led", at)
    [named] = checking.known_about(branch, "device-list:led", at)

    assert known.is_wrong
    assert "断电" in known.text["zh"]
    assert not named.is_wrong


def made(branch: Branch, about: str, at: dt.datetime) -> tuple[ChecklistRun, ChecklistItem]:
    """An open run with one item about something."""
    item = make_item(make_version(), "9", about=about)
    (run,) = schedule_day(branch, at.date(), at=at - dt.timedelta(hours=14))
    return open_run(run, by=SYSTEM, at=at), item
