"""What a machine's state asks of people, short of a fault: a refill, a hand, a look. Each once an episode."""

from __future__ import annotations

import datetime as dt

from devices.enums import DeviceStatus
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.enums import RoleCode
from lobby.branches.models import Device
from lobby.floor import kinds
from lobby.floor.domain import reminders
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.models import Reminder
from lobby.live.events import Event

HELP, UNHEARD, REFILL = "device.help", "device.unheard", "device.refill"
REFILL_WITHIN_S = 60 * 60
D = DeviceStatus
ASKS = {D.BLOCKED.value: HELP, D.UNKNOWN.value: UNHEARD}
# While customers use it or it starts anew it still needs its refill.
KEEPS_REFILL = tuple(one.value for one in (D.DEGRADED, D.PARTIAL, D.BUSY, D.BLOCKED, D.STARTING, D.UNKNOWN))


def when_it_changes(event: Event, by: Actor, at: dt.datetime) -> None:
    """A machine went from one state to another; runs in the transaction of whoever told it (0 queries mostly)."""
    values = event.payload()
    before, status = str(values["before"]), str(values["status"])
    subject = ("device", int(values["device"]))
    if before in ASKS:
        resolve_about(subject, at=at, reason=status, among=[ASKS[before]])
    if status in ASKS or status == D.DEGRADED or values["refills"]:
        ask(Device.objects.select_related("branch", "zone").get(pk=subject[1]), status, at=at)
    if before in KEEPS_REFILL and status not in KEEPS_REFILL:
        reminders.cancel_about(subject, at=at, reason=status, kind=REFILL)


def ask(device: Device, status: str, *, at: dt.datetime) -> None:
    """Call for help or a look, or give the branch the task of a refill."""
    values = {"device": kinds.in_both(device)}
    subject = ("device", device.pk)
    if status in ASKS:
        raise_alert(device.branch, ASKS[status], by=SYSTEM, at=at, subject=subject, values=values, zone=device.zone)
        return
    open_ones = Reminder.objects.filter(
        subject_type=subject[0], subject_id=subject[1], kind=REFILL, ended_at__isnull=True
    )
    if open_ones.exists():
        return
    reminders.create(
        None,
        device.branch,
        by=SYSTEM,
        at=at,
        due_at=at + dt.timedelta(seconds=REFILL_WITHIN_S),
        kind=REFILL,
        values=values,
        subject=subject,
        team=RoleCode.LM.value,
    )
