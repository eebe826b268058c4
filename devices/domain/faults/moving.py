"""What every verb on a fault shares: the lock, the move, the step, the news."""

from __future__ import annotations

import datetime as dt
from typing import Any

from devices.enums.faults import FAULT_MOVES, FAULT_TARGETS, HANDLING, FaultStatus, FaultStepKind
from devices.errors.faults import IllegalFaultMove, NoteMissing
from devices.models.faults import Fault, FaultStep
from lobby.branches.actors import Actor
from lobby.floor.domain.joined import forget_stale


def locked(fault: Fault) -> Fault:
    """Read the fault again with its row locked (1 statement)."""
    rows = Fault.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("branch", "device", "device__zone", "handler").get(pk=fault.pk)
    forget_stale(found, "handler")
    return found


def check_move(fault: Fault, verb: str) -> None:
    """Raises IllegalFaultMove when the table does not list the state."""
    if fault.status not in FAULT_MOVES[verb]:
        raise IllegalFaultMove(status=FaultStatus(fault.status).label)


def move(fault: Fault, verb: str, **fields: Any) -> Fault:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    check_move(fault, verb)
    for name, value in fields.items():
        setattr(fault, name, value)
    fault.status = target_of(fault, verb)
    fault.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])
    return fault


def target_of(fault: Fault, verb: str) -> FaultStatus:
    """The state that a verb leads to, with the level and the moments it has now."""
    target = FAULT_TARGETS[verb]
    if target == "level" or (target == "back" and fault.accepted_at is not None):
        return HANDLING[fault.level]
    return FaultStatus.OPEN if target == "back" else FaultStatus(target)


def add_step(fault: Fault, kind: FaultStepKind, *, by: Actor, at: dt.datetime, **words: Any) -> FaultStep:
    """Write a line of its history (1 statement). Call it inside a unit."""
    return FaultStep.objects.create(fault=fault, kind=kind, level=fault.level, at=at, by_id=by.staff_id, **words)


def said(text: str) -> str:
    """What somebody wrote, which must not be empty. Raises NoteMissing."""
    if not (words := text.strip()[:500]):
        raise NoteMissing
    return words


def news_of(fault: Fault) -> dict[str, Any]:
    """The values that every event of a fault carries."""
    return {
        "branch_id": fault.branch_id,
        "fault": fault.pk,
        "device": fault.device_id,
        "code": fault.device.code,
        "kind": fault.kind,
        "level": fault.level,
        "status": fault.status,
    }
