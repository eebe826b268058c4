"""A case for every kind of deadline of machines, their faults and the video sessions at them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from devices.domain import faults, reporting, vtm, windows
from devices.domain.faults import calling
from devices.domain.vtm import moving
from devices.domain.vtm.alerts import QUEUE_LATE
from devices.enums.faults import ACCEPT_CLOCK, LEVEL_CLOCK, FaultKind, FaultSource
from devices.enums.vtm import SILENT_S, LiveCheck, VtmDocument
from devices.models import DeviceState, Fault
from devices.models.vtm import VtmSession
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import DeviceKind, RoleCode
from lobby.branches.models import Device
from lobby.floor.models import Alert
from tests.devices.status.reports import report
from tests.devices.vtm.drawings import DRAWING
from tests.factories import make_device
from tests.floor.deadlines.stages import HOUR, MINUTE, Case, Stage, Subject, calls
from tests.floor.deadlines.video_cases import ask, talk


def waiting(stage: Stage, name: str) -> Subject:
    """A customer asked for an agent and nobody answers."""
    return moving.SUBJECT, ask(stage, name).pk


def mute(stage: Stage) -> Subject:
    """The two speak, and the machine was never heard of again."""
    return moving.SUBJECT, talk(stage, "mute")[0].pk


def cut_off(stage: Stage) -> Subject:
    """The line was lost."""
    session, _agent = talk(stage, "lost")
    return moving.SUBJECT, vtm.drop(session, by=SYSTEM, at=stage.at).pk


def signed(stage: Stage) -> Subject:
    """The business is done, and the customer is asked how it was."""
    session, agent = talk(stage, "rate")
    serving = {"by": agent.actor, "at": stage.at}
    card = {"document": VtmDocument.ID_CARD, "tail": "1234", "live_check": LiveCheck.PASSED}
    session = vtm.check_identity(session, **serving, **card)
    session = vtm.accept_identity(session, **serving)
    vtm.describe(session, **serving, amount=100)
    session = vtm.begin_business(session, **serving)
    session = vtm.ask_signature(session, **serving)
    session = vtm.sign(session, by=session.device.actor, at=stage.at, image=DRAWING)
    return moving.SUBJECT, session.pk


def seen_session(_stage: Stage, pk: int) -> str:
    """Its status."""
    return VtmSession.objects.get(pk=pk).status


def machine(stage: Stage, name: str) -> Device:
    """A smart counter of its own."""
    return make_device(stage.branch, f"{name}{stage.branch.code}", DeviceKind.SMART_COUNTER)


def after_closing(stage: Stage) -> dt.datetime:
    """A minute after the next closing."""
    return stage.closes().astimezone(dt.UTC) + MINUTE


def switched_off(stage: Stage) -> Subject:
    """Switched off after closing."""
    device, at = machine(stage, "OFF"), after_closing(stage)
    reporting.tell(device, report(at, "offline"), by=device.actor, at=at)
    return "device", device.pk


def starting(stage: Stage) -> Subject:
    """It starts, and does not get to the end."""
    device = machine(stage, "START")
    reporting.tell(device, report(stage.at, "starting"), by=device.actor, at=stage.at)
    return "device", device.pk


def faults_of(kind: FaultKind) -> Callable[[Stage, int], int]:
    """How many faults of a kind a machine has."""
    return lambda _stage, pk: Fault.objects.filter(device=pk, kind=kind).count()


def planned(stage: Stage) -> Subject:
    """Maintenance for an hour, from an hour on."""
    window = windows.plan(
        machine(stage, "PLAN"),
        by=stage.manager.actor,
        at=stage.at,
        starts_at=stage.at + HOUR,
        ends_at=stage.at + 2 * HOUR,
    )
    return "maintenance_window", window.pk


def seen_window(_stage: Stage, pk: int) -> str:
    """The state of its machine."""
    state = DeviceState.objects.filter(device__windows=pk).first()
    return state.status if state else "available"


def broken(stage: Stage, name: str) -> Subject:
    """Nobody has taken the fault."""
    assert stage.manager
    assert stage.head
    fault = faults.open_fault(
        machine(stage, name), FaultKind.FREEZE, by=SYSTEM, at=stage.at, source=FaultSource.TELEMETRY
    )
    return fault.subject


def head_knows(_stage: Stage, pk: int) -> bool:
    """Whether the head was called as well."""
    return RoleCode.HEAD in Alert.objects.get(kind=calling.OPEN, subject_type="fault", subject_id=pk).roles


def open_for(stage: Stage, column: str) -> dt.datetime:
    """When the branch has been open for so long: what is left when it closes comes after the next opening."""
    whole, left = stage.after(column) - stage.at, stage.closes().astimezone(dt.UTC) - stage.at
    return stage.at + whole if whole <= left else stage.opens().astimezone(dt.UTC) + whole - left


CASES = {
    moving.LATE: Case(
        lambda stage: waiting(stage, "late"),
        lambda stage: stage.after("vtm_queue_target_s"),
        lambda _stage, pk: calls(QUEUE_LATE, (moving.SUBJECT, pk)),
        0,
        1,
    ),
    moving.UNANSWERED: Case(
        lambda stage: waiting(stage, "wait"),
        lambda stage: stage.after("vtm_unanswered_s"),
        seen_session,
        "queued",
        "cancelled",
    ),
    moving.SILENCE: Case(
        mute,
        lambda stage: stage.at + dt.timedelta(seconds=SILENT_S),
        seen_session,
        "connected",
        "dropped",
    ),
    moving.RESUME: Case(cut_off, lambda stage: stage.after("vtm_resume_s"), seen_session, "dropped", "failed"),
    moving.RATING: Case(signed, lambda stage: stage.after("machine_idle_wipe_s"), seen_session, "rating", "completed"),
    reporting.OPENING: Case(switched_off, Stage.opens, faults_of(FaultKind.NETWORK), 0, 1, is_at_work=True),
    reporting.STARTING: Case(starting, lambda stage: stage.after("starting_s"), faults_of(FaultKind.STARTING), 0, 1),
    windows.CLOCK: Case(
        planned, lambda stage: stage.at + HOUR, seen_window, "available", "maintenance", late="available"
    ),
    ACCEPT_CLOCK: Case(
        lambda stage: broken(stage, "TAKE"),
        lambda stage: open_for(stage, "fault_accept_s"),
        head_knows,
        False,
        True,
        is_at_work=True,
    ),
    LEVEL_CLOCK: Case(
        lambda stage: broken(stage, "LAST"),
        lambda stage: open_for(stage, "fault_level_two_s"),
        lambda _stage, pk: Fault.objects.get(pk=pk).level,
        1,
        2,
        late=3,
        is_at_work=True,
    ),
}
