"""The clocks of a fault: somebody has to take it, and what is not mended goes to the next office (S131, S198).

Both count opening time. They ring from where the level began, so a machine that flaps between working and not gains no
time by it.
"""

from __future__ import annotations

import contextlib
import datetime as dt

from devices.domain.faults import calling, moving
from devices.domain.faults.raising import rise
from devices.enums.faults import ACCEPT_CLOCK, HIGHEST_LEVEL, LEVEL_CLOCK, SECURITY_KINDS, UNFIXED, FaultStatus
from devices.hours import open_until
from devices.models.faults import Fault
from lobby.branches.actors import SYSTEM
from lobby.branches.models import BranchPolicy
from lobby.floor.domain import alerts, deadlines
from lobby.floor.domain.alerts.moving import policy_at
from lobby.floor.errors import NobodyAbove
from lobby.floor.models import Alert, Deadline


def start(fault: Fault, *, at: dt.datetime) -> None:
    """Set the clocks of the level it is at (5–7 statements); none run for security."""
    if fault.kind in SECURITY_KINDS:
        return
    policy = policy_at(fault.branch, at)
    if fault.handler_id is None and fault.level == 1:
        due_at = accept_by(fault, policy)
        deadlines.set_deadline(
            ACCEPT_CLOCK, branch_id=fault.branch_id, subject=fault.subject, due_at=due_at, policy=policy
        )
    start_level(fault, policy)


def start_level(fault: Fault, policy: BranchPolicy) -> None:
    """Let the next office hear of it when it lasts (0–3 statements)."""
    if (due_at := level_due(fault, policy)) is not None:
        deadlines.set_deadline(
            LEVEL_CLOCK, branch_id=fault.branch_id, subject=fault.subject, due_at=due_at, policy=policy
        )


def accept_by(fault: Fault, policy: BranchPolicy) -> dt.datetime:
    """When somebody should have taken it (2 queries)."""
    return open_until(fault.branch, fault.level_since, policy.fault_accept_s)


def level_due(fault: Fault, policy: BranchPolicy) -> dt.datetime | None:
    """When it goes one level up (2 queries); None at the highest."""
    if fault.level >= HIGHEST_LEVEL:
        return None
    seconds = policy.fault_level_two_s if fault.level == 1 else policy.fault_level_three_s
    return open_until(fault.branch, fault.level_since, seconds)


def when_not_accepted(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Nobody took it: the alert goes one role up, to the branch head. A day that has closed since does not count."""
    fault = moving.locked(Fault(pk=deadline.subject_id))
    if fault.status != FaultStatus.OPEN:
        return None
    due_at = accept_by(fault, deadline.policy or policy_at(fault.branch, fault.opened_at))
    if due_at > at:
        return due_at
    open_alerts = Alert.objects.filter(subject_type="fault", subject_id=fault.pk, resolved_at__isnull=True)
    alert = open_alerts.filter(kind=calling.OPEN).first()
    if alert is None:
        calling.call(fault, at=at)
        return None
    with contextlib.suppress(NobodyAbove):
        alerts.escalate(alert, by=SYSTEM, at=at)
        deadline.escalated_at = at
    return None


def when_it_lasts(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """Take every level whose time has come, one after the other; return when the next one is due.

    What is mended and waits for its test goes nowhere; the clock starts anew when the test fails.
    """
    fault = moving.locked(Fault(pk=deadline.subject_id))
    policy = deadline.policy or policy_at(fault.branch, fault.opened_at)
    while fault.status in UNFIXED:
        due_at = level_due(fault, policy)
        if due_at is None or due_at > at:
            return due_at
        rise(fault, by=SYSTEM, at=at, since=due_at)
        deadline.escalated_at = at
    return None
