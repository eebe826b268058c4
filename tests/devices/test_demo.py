"""The demo's machines."""

from devices import demo
from devices.models import DeviceState
from lobby.branches.enums import DeviceKind
from tests.factories import make_branch, make_device


def test_one_machine_needs_paper_and_a_second_run_changes_nothing(db, at):
    make_device(make_branch("0001", is_demo=True), demo.NEEDS_PAPER, DeviceKind.SMART_COUNTER)

    demo.write("password", at)
    demo.write("password", at.replace(hour=5))

    state = DeviceState.objects.get()
    assert (state.status, state.since) == ("degraded", at)


def test_a_real_branchs_machine_is_left_alone(branch, at):
    make_device(branch, demo.NEEDS_PAPER, DeviceKind.SMART_COUNTER)

    demo.write("password", at)

    assert not DeviceState.objects.exists()
