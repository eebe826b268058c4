"""Somebody in the hall says that a machine has something."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from devices.domain import states
from devices.domain.faults.opening import open_fault
from devices.enums import DeviceStatus
from devices.enums.faults import BY_HAND_KINDS, FaultKind, FaultSource
from devices.errors.faults import NotByHand
from devices.models.faults import Fault
from lobby.branches.models import Device, Staff
from lobby.floor.domain import attachments
from lobby.live import journal

# States in which a machine is out of use already.
OUT = (DeviceStatus.DOWN, DeviceStatus.MAINTENANCE, DeviceStatus.SECURITY, DeviceStatus.ABSENT)


def report(
    device: Device,
    kind: FaultKind,
    *,
    by: Staff,
    at: dt.datetime,
    text: str = "",
    out_of_order: bool = False,
    source: FaultSource = FaultSource.PERSON,
    pictures: Iterable[int] = (),
) -> Fault:
    """Note a fault; with `out_of_order` nobody is sent to the machine until it closes.

    Raises NotByHand for tampering, which is an incident, and what binding pictures raises.
    """
    if kind not in BY_HAND_KINDS:
        raise NotByHand
    with journal.unit(by=by.actor, at=at):
        puts_out = out_of_order and states.held_status(device.pk, at=at) not in OUT
        if puts_out:
            states.report(device, DeviceStatus.DOWN, by=by.actor, at=at)
        fault = open_fault(device, kind, by=by.actor, at=at, source=source, text=text, put_out=puts_out)
        attachments.bind(pictures, subject=fault.subject, branch=device.branch, by=by)
    return fault
