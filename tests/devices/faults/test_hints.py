"""What a machine asks of people short of a fault: a refill, a hand, a look."""

from __future__ import annotations

import datetime as dt

from devices.domain.states import report
from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM
from lobby.branches.models import Device, Staff
from lobby.floor.enums import ReminderStatus
from lobby.floor.models import Alert, Reminder

S = DeviceStatus
MINUTE = dt.timedelta(minutes=1)


def go(machine: Device, at: dt.datetime, *statuses: DeviceStatus) -> None:
    for n, status in enumerate(statuses):
        report(machine, status, by=SYSTEM, at=at + n * MINUTE)


def test_a_degraded_machine_makes_one_task_an_episode(machine: Device, at: dt.datetime) -> None:
    go(machine, at, S.DEGRADED, S.BUSY, S.DEGRADED, S.BUSY, S.DEGRADED)

    task = Reminder.objects.get()
    assert (task.kind, task.team, task.owner) == ("device.refill", "LM", None)
    assert task.due_at == at + dt.timedelta(hours=1)


def test_a_refilled_machine_needs_no_task_and_the_next_time_is_a_new_one(machine: Device, at: dt.datetime) -> None:
    go(machine, at, S.DEGRADED, S.AVAILABLE, S.DEGRADED)

    assert [task.status for task in Reminder.objects.order_by("pk")] == [ReminderStatus.CANCELLED, ReminderStatus.DUE]


def test_a_blocked_machine_calls_and_falls_silent_when_it_goes_on(
    machine: Device, manager: Staff, at: dt.datetime
) -> None:
    go(machine, at, S.BLOCKED)
    alert = Alert.objects.get()
    assert (alert.kind, alert.zone, alert.resolved_at) == ("device.help", machine.zone, None)

    go(machine, at + MINUTE, S.BUSY)

    alert.refresh_from_db()
    assert alert.resolved_at is not None


def test_an_unheard_machine_warns_until_it_is_heard_again(machine: Device, at: dt.datetime) -> None:
    go(machine, at, S.UNKNOWN)
    assert Alert.objects.get(resolved_at=None).kind == "device.unheard"

    go(machine, at + MINUTE, S.AVAILABLE)

    assert not Alert.objects.filter(resolved_at=None).exists()
