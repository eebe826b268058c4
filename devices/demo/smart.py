"""The demo's smart counter: what customers did there this morning, and one who stands at it now."""

from __future__ import annotations

import datetime as dt

from devices.domain import smart
from devices.enums.smart import LIVE, IdentityKind, SmartEnd, SmartStatus
from devices.errors.smart import SmartMachineOut
from devices.models.smart import SmartSession, SmartStep
from lobby.branches.calendar import business_date
from lobby.branches.enums import Complexity
from lobby.branches.models import Device, Service

MACHINE = "SC1"
MINUTE = dt.timedelta(minutes=1)
# Minutes before now, service, seconds in each step; fewer than four steps = broken off there.
HISTORY = (
    (200, "card", (12, 9, 85, 14)),
    (165, "cash", (10, 6, 64, 11)),
    (140, "card", (25, 31, 60)),
    (95, "cash", (11, 8, 120, 16)),
    (60, "card", (9, 7, 71, 12)),
    (30, "personal", (14, 12, 210, 25)),
)


def write(password: str, at: dt.datetime) -> None:
    """Make what is missing; a second run changes nothing."""
    machine = Device.objects.select_related("branch").filter(code=MACHINE, branch__is_demo=True).first()
    if machine is None or SmartSession.objects.filter(device=machine).exists():
        return
    for minutes, code, spent in HISTORY:
        write_session(machine, code, spent, began=at - minutes * MINUTE)
    try:
        session = smart.start(machine, by=machine.actor, at=at)
    except SmartMachineOut:
        return  # somebody took it out of use by hand
    smart.identify(session, by=machine.actor, at=at, kind=IdentityKind.PHONE, given="13800138000")


def write_session(machine: Device, code: str, spent: tuple[int, ...], *, began: dt.datetime) -> None:
    """One that is over, as its rows stand afterwards: nothing that was typed."""
    service = Service.objects.get(branch=machine.branch, code=code)
    ended = began + dt.timedelta(seconds=sum(spent))
    is_done = len(spent) == len(LIVE)
    session = SmartSession.objects.create(
        branch=machine.branch,
        device=machine,
        day=business_date(machine.branch, began),
        status=SmartStatus.DONE if is_done else SmartStatus.ABORTED,
        since=ended,
        service=service,
        is_routine=service.complexity == Complexity.SIMPLE,
        identity=IdentityKind.CARD,
        end_reason="" if is_done else SmartEnd.IDLE,
        touched_at=ended,
        started_at=began,
        ended_at=ended,
        shown_until=ended,
    )
    for step, seconds, verb in zip(LIVE, spent, ("identify", "choose", "submit", "confirm"), strict=False):
        until = began + dt.timedelta(seconds=seconds)
        SmartStep.objects.create(session=session, step=step, left_by=verb, started_at=began, ended_at=until)
        began = until
