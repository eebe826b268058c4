"""Machines that fall silent: first they are waited for a little longer, then their state is unknown."""

from __future__ import annotations

import datetime as dt

from devices.domain.states import circumstances, held, settle, told_by
from devices.enums import DeviceStatus
from devices.mapping import Reading, read, worse
from devices.models import DeviceState
from lobby.branches.actors import SYSTEM
from lobby.branches.calendar import business_date
from lobby.branches.models import BranchPolicy, Device
from lobby.branches.policies import policy_of
from lobby.live import journal

BATCH = 500
Policies = dict[tuple[int, dt.date], BranchPolicy]


def sweep_silent(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Look after every machine that is overdue at `at`, `limit` at a time; returns how many were.

    Each is locked, looked at again and committed by itself; a second run finds nothing to do.
    """
    total, policies = 0, Policies()
    while due := due_devices(at, limit):
        total += sum(look_after(device, policies, at=at) for device in due)
        if len(due) < limit:
            break
    return total


def due_devices(at: dt.datetime, limit: int) -> list[Device]:
    """The machines whose time has come, the longest silent first (1 query on a partial index)."""
    due = Device.objects.filter(state__silent_at__lte=at).select_related("branch", "zone")
    return list(due.order_by("state__silent_at", "state__pk")[:limit])


def look_after(device: Device, policies: Policies, *, at: dt.datetime) -> bool:
    """Wait for one machine a little longer, or say that nothing is known of it (2 statements, 5 with news)."""
    key = device.branch_id, business_date(device.branch, at)
    if key not in policies:
        policies[key] = policy_of(device.branch, key[1])
    policy = policies[key]
    with journal.unit(by=SYSTEM, at=at):
        state = held(device.pk, at=at)
        if state.silent_at is None or state.silent_at > at or state.last_seen_at is None:
            return False
        silent_at = state.last_seen_at + dt.timedelta(seconds=policy.heartbeat_s)
        if silent_at > at:
            write(state, silent_at=silent_at, pending_since=None)
        elif state.pending_since is None:
            # However late this runs, a machine has this long: perhaps it was not the machine that was silent.
            write(state, silent_at=at + dt.timedelta(seconds=policy.heartbeat_retry_s), pending_since=at)
        else:
            state.silent_at = None
            reading = read(told_by(state), circumstances(state))
            settle(device, state, worse(reading, Reading(DeviceStatus.UNKNOWN)), at=at)
    return True


def write(state: DeviceState, *, silent_at: dt.datetime, pending_since: dt.datetime | None) -> None:
    """Wait for a machine until a moment (1 statement)."""
    DeviceState.objects.filter(pk=state.pk).update(silent_at=silent_at, pending_since=pending_since)
