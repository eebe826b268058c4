"""The demo's machines."""

from devices import demo
from devices.demo import faults, vtm
from devices.mapping import ROWS
from devices.models import DeviceState, Fault
from lobby.branches.enums import DeviceKind, RoleCode
from tests.factories import make_branch, make_device


def test_one_machine_is_out_of_paper_and_a_second_run_changes_nothing(db, at):
    make_device(make_branch("0001", is_demo=True), demo.OUT_OF_PAPER, DeviceKind.SMART_COUNTER)

    demo.write("password", at)
    demo.write("password", at.replace(hour=5))

    state = DeviceState.objects.get()
    assert (state.status, state.lost, state.since) == ("partial", ["printer"], at)


def test_its_fault_is_the_one_that_its_state_deserves(db, at):
    make_device(make_branch("0001", is_demo=True), demo.OUT_OF_PAPER, DeviceKind.SMART_COUNTER)

    demo.write("password", at)
    faults.write("password", at)

    state, fault = DeviceState.objects.get(), Fault.objects.get()
    kinds = {row.trouble.kind for row in ROWS if row.trouble and row.lost and row.lost.value in state.lost}
    assert (fault.device, kinds) == (state.device, {fault.kind})


def test_a_real_branchs_machine_is_left_alone(branch, at):
    make_device(branch, demo.OUT_OF_PAPER, DeviceKind.SMART_COUNTER)

    demo.write("password", at)

    assert not DeviceState.objects.exists()


def test_what_either_remote_teller_serves_another_may_approve():
    agents = {name: set(roles) for name, (roles, _services, _languages) in vtm.AGENTS.items()}

    for served_by in agents:
        assert any(RoleCode.VTM_AUTH in roles for name, roles in agents.items() if name != served_by)
