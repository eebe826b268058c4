"""The demo's fault, pictures of a fault, and what hears of one."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

from PIL import Image

from devices.access.faults import sees_fault
from devices.demo import faults as demo
from devices.domain import faults
from devices.enums.faults import FaultKind
from devices.models import Fault
from lobby.branches.enums import DeviceKind
from lobby.branches.models import Branch, Device, Staff
from lobby.floor import attachable
from lobby.floor.domain import attachments
from lobby.floor.domain.sweeping import sweep_deadlines
from lobby.floor.models import Alert, Attachment
from lobby.live import screens
from lobby.live.events import matches
from tests.factories import make_branch, make_device, make_hours, make_policy


def test_one_fault_and_a_second_run_changes_nothing(db: None, at: dt.datetime) -> None:
    branch = make_branch("0001", is_demo=True)
    make_hours(branch)
    make_policy(branch)
    make_device(branch, demo.BROKEN, DeviceKind.SMART_COUNTER)

    demo.write("password", at)
    demo.write("password", at)
    for minutes in range(1, 61):
        sweep_deadlines(at=at + dt.timedelta(minutes=minutes))

    assert Fault.objects.count() == 1
    assert Alert.objects.filter(resolved_at=None).count() == 1


def test_a_real_branchs_machine_is_left_alone(branch: Branch, at: dt.datetime) -> None:
    make_device(branch, demo.BROKEN, DeviceKind.SMART_COUNTER)

    demo.write("password", at)

    assert not Fault.objects.exists()


def test_pictures_are_seen_by_whoever_sees_the_fault(
    machine: Device, branch: Branch, teller: Staff, manager: Staff, stranger: Staff, at: dt.datetime
) -> None:
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    picture.seek(0)
    kept = attachments.keep(picture, name="屏幕.png", branch=branch, by=teller, at=at)

    fault = faults.report(machine, FaultKind.FREEZE, by=teller, at=at, pictures=[kept.pk])

    assert Attachment.objects.get().subject_id == fault.pk
    assert attachable.may_see(manager, "fault", fault.pk)
    assert not sees_fault(stranger, fault.pk)


def test_board_and_tablet_hear_of_faults() -> None:
    for name in ("faults", "floor"):
        screen = screens.find(name)
        assert screen is not None
        assert any(matches(pattern, "fault.opened") for pattern in screen.events)
