"""The state a machine is in: the one place that changes it, and how it is held while somebody is sent there."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from devices.enums import DeviceStatus
from devices.enums.reports import Word
from devices.events import DeviceStatusChanged
from devices.mapping import Circumstances, Reading, read
from devices.models import DeviceState
from devices.reports import Report
from devices.selectors import is_routed
from devices.selectors.functions import ABLE
from lobby.branches.actors import Actor
from lobby.branches.models import Device, Service
from lobby.live import journal

# Whoever reports on a machine and whoever sends somebody there wait here for each other until commit: after waiting each
# reads what the other left. A machine's first row is made in the state that one without a row is in.
HOLD = f"""
    INSERT INTO devices_devicestate AS state (device_id, status, since, lost, by_hand)
    VALUES (%(device)s, %(status)s, %(at)s, '{{}}', '')
    ON CONFLICT (device_id) DO UPDATE SET device_id = excluded.device_id
    RETURNING state.*, EXISTS (
        SELECT FROM devices_maintenancewindow AS planned
        WHERE planned.device_id = state.device_id AND planned.starts_at <= %(at)s AND planned.ends_at > %(at)s
    ) AS is_planned, (
        SELECT NOT device.is_spare AND device.is_active FROM branches_device AS device WHERE device.id = state.device_id
    ) AS is_offered, (
        SELECT {ABLE} FROM branches_device AS device, (SELECT state.lost::text[] AS parts) AS lost
        WHERE device.id = state.device_id
    ) AS able
"""  # noqa: S608 - put together from constants
ABLE_WITH = f"""
    SELECT {ABLE} FROM branches_device AS device, (SELECT %(lost)s::text[] AS parts) AS lost WHERE device.id = %(device)s
"""  # noqa: S608 - put together from constants
# One span ends where the next begins; counting the ended ones makes them end first.
SPAN = """
    WITH ended AS (
        UPDATE devices_devicespan SET ends_at = greatest(%(at)s, starts_at)
        WHERE device_id = %(device)s AND ends_at IS NULL
        RETURNING ends_at
    )
    INSERT INTO devices_devicespan (device_id, status, starts_at)
    SELECT %(device)s, %(status)s, greatest(%(at)s, max(ended.ends_at)) FROM ended
"""
WRITTEN = [
    "status",
    "since",
    "lost",
    "by_hand",
    "told",
    "reported_at",
    "seq",
    "last_seen_at",
    "silent_at",
    "pending_since",
]
# What somebody in the hall says holds against what the machine tells, until somebody takes it back.
STICKS = (DeviceStatus.DOWN, DeviceStatus.MAINTENANCE)


def report(device: Device, status: DeviceStatus, *, by: Actor, at: dt.datetime) -> Device:
    """Note the state that somebody sees a machine in; only a change is news (6 statements at most with a subscriber).

    "Out of order" and "under maintenance" by a person hold until a person takes them back; then a machine that tells of
    itself is in the state it tells.
    """
    with journal.unit(by=by, at=at):
        state = held(device.pk, at=at)
        if by.staff_id is not None:
            state.by_hand = hand_of(state, status)
        reading = Reading(status=status)
        if state.told is not None and status not in STICKS:
            reading = read(told_by(state), circumstances(state))
        settle(device, state, reading, at=at)
    return device


def hand_of(state: DeviceState, status: DeviceStatus) -> str:
    """What stays of a person's word: a hold, a potential fraud judged harmless, or nothing."""
    if status in STICKS:
        return status.value
    is_suspected = (state.told or {}).get("device") == Word.POTENTIAL_FRAUD
    return DeviceStatus.AVAILABLE.value if status == DeviceStatus.AVAILABLE and is_suspected else ""


def told_by(state: DeviceState) -> Report:
    """What a machine that tells of itself told last."""
    assert state.told is not None
    assert state.reported_at is not None  # a check constraint holds both together
    return Report.of_told(state.told, at=state.reported_at, seq=state.seq)


def circumstances(state: DeviceState, *, is_open: bool = False) -> Circumstances:
    """What a held state says beside the machine itself."""
    return Circumstances(
        is_open=is_open,
        is_planned=state.is_planned,  # type: ignore[attr-defined]  # of HOLD
        by_hand=DeviceStatus(state.by_hand) if state.by_hand else None,
    )


def settle(device: Device, state: DeviceState, reading: Reading, *, at: dt.datetime) -> bool:
    """Write a held state; say whether it moved (1 statement, 2–3 when it did; the unit writes the news)."""
    before, status = DeviceStatus(state.status), reading.status
    lost = sorted(part.value for part in reading.lost)
    is_moved, is_news = status != before, status != before or lost != sorted(state.lost)
    state.status, state.lost = status, lost
    if is_moved:
        state.since = at
    state.save(update_fields=WRITTEN)
    if is_moved:
        with connection.cursor() as cursor:
            cursor.execute(SPAN, {"device": device.pk, "status": status.value, "at": at})
    if is_news:
        services = able_with(device.pk, lost) if is_routed(status, lost) and not device.is_spare else []
        journal.record(
            DeviceStatusChanged(
                branch_id=device.branch_id,
                device=device.pk,
                code=device.code,
                kind=device.kind,
                before=str(before),
                status=str(status),
                services=services,
                refills=sorted(supply.value for supply in reading.refills),
            )
        )
    return is_moved


def held(device_id: int, *, at: dt.datetime) -> DeviceState:
    """The state of a machine, which nobody changes before this transaction ends (1 statement).

    With `is_planned` (a maintenance window runs), `is_offered` and `able` (services its parts allow).
    """
    values = {"device": device_id, "status": DeviceStatus.AVAILABLE.value, "at": at}
    found: DeviceState = DeviceState.objects.raw(HOLD, values)[0]
    return found


def held_status(device_id: int, *, at: dt.datetime) -> DeviceStatus:
    """The state of a machine, which nobody changes before this transaction ends (1 statement)."""
    return DeviceStatus(held(device_id, at=at).status)


def held_usable(device_id: int, *, at: dt.datetime, service: Service | None = None) -> bool:
    """Whether somebody may be sent to a machine, for a service where one is given; it stays so until commit (1 statement)."""
    state: Any = held(device_id, at=at)
    is_used = state.is_offered and is_routed(DeviceStatus(state.status), state.lost)
    return is_used and (service is None or service.code in state.able)


def able_with(device_id: int, lost: list[str]) -> list[str]:
    """Codes of the services that a machine can do without the lost parts (1 query)."""
    with connection.cursor() as cursor:
        cursor.execute(ABLE_WITH, {"device": device_id, "lost": lost})
        found: list[str] = cursor.fetchone()[0]
    return found
