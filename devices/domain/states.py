"""What machines report of themselves, or people of machines."""

from __future__ import annotations

import datetime as dt

from devices.enums import DeviceStatus
from devices.events import DeviceStatusChanged
from devices.models import DeviceState
from lobby.branches.actors import Actor
from lobby.branches.models import Device
from lobby.live import journal


def report(device: Device, status: DeviceStatus, *, by: Actor, at: dt.datetime) -> DeviceState:
    """Note the state a machine is in; only a change is news (4 statements at most).

    The lock is one that a new row naming the device waits for: whoever sends a customer there writes such a row first
    and then looks at the state, so nobody is sent to a machine that has just failed.
    """
    with journal.unit(by=by, at=at):
        Device.objects.select_for_update().get(pk=device.pk)
        state = DeviceState.objects.filter(device=device).first() or DeviceState(device=device, since=at)
        before = state.status
        if before == status:
            return state
        state.status, state.since = status, at
        state.save()
        journal.record(
            DeviceStatusChanged(
                branch_id=device.branch_id,
                device=device.pk,
                code=device.code,
                kind=device.kind,
                before=before,
                status=str(status),
            )
        )
    return state
