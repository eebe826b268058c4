"""What machines report of themselves, or people of machines."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from devices.enums import ROUTED, DeviceStatus
from devices.events import DeviceStatusChanged
from devices.models import DeviceState
from lobby.branches.actors import Actor
from lobby.branches.models import Device
from lobby.live import journal

# Whoever reports on a machine and whoever sends somebody there wait here for each other until commit: after waiting each
# reads what the other left. A machine's first row is made in the state that one without a row is in.
HOLD = """
    INSERT INTO devices_devicestate AS state (device_id, status, since) VALUES (%s, %s, %s)
    ON CONFLICT (device_id) DO UPDATE SET device_id = excluded.device_id
    RETURNING status
"""


def report(device: Device, status: DeviceStatus, *, by: Actor, at: dt.datetime) -> Device:
    """Note the state a machine is in; only a change is news (3 statements at most)."""
    with journal.unit(by=by, at=at):
        before = held_status(device.pk, at=at)
        if before == status:
            return device
        DeviceState.objects.filter(device=device).update(status=status, since=at)
        journal.record(
            DeviceStatusChanged(
                branch_id=device.branch_id,
                device=device.pk,
                code=device.code,
                kind=device.kind,
                before=str(before),
                status=str(status),
            )
        )
    return device


def held_status(device_id: int, *, at: dt.datetime) -> DeviceStatus:
    """The state of a machine, which nobody changes before this transaction ends (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(HOLD, [device_id, DeviceStatus.AVAILABLE.value, at])
        return DeviceStatus(cursor.fetchone()[0])


def held_usable(device_id: int, *, at: dt.datetime) -> bool:
    """Whether somebody may be sent to a machine, and it stays so until commit (1 statement)."""
    return ROUTED[held_status(device_id, at=at)]
