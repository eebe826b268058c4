"""Machines that answer when asked: at which address, and asking those that are due."""

from __future__ import annotations

import datetime as dt
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import structlog
from django.db import connection

from devices import asking
from devices.adapters import adapter_named
from devices.domain.hearing import hear
from devices.domain.reporting import tell
from devices.errors.polls import AddressRefused
from devices.models import DevicePoll
from devices.models.polls import LEAST_EVERY_S
from devices.selectors.telling import told
from lobby.branches.actors import Actor
from lobby.branches.errors import LobbyError
from lobby.branches.models import Device
from lobby.live import journal

log = structlog.get_logger(__name__)

AT_ONCE = 16
BATCH = 500
# Claimed by moving on when they are due next, so that two sweeps never ask the same machine.
CLAIM = """
    UPDATE devices_devicepoll AS poll SET due_at = %(at)s + make_interval(secs => poll.every_s)
    WHERE poll.id IN (
        SELECT id FROM devices_devicepoll WHERE is_active AND due_at <= %(at)s
        ORDER BY due_at, id LIMIT %(limit)s FOR NO KEY UPDATE SKIP LOCKED
    )
    RETURNING poll.device_id, poll.adapter, poll.address
"""


def set_poll(
    device: Device, *, by: Actor, at: dt.datetime, address: str, adapter: str = "http", every_s: int = 60
) -> DevicePoll:
    """Ask a machine at an address from now on. Raises AddressRefused, UnknownAdapter."""
    adapter_named(adapter)
    place = asking.place_of(address)
    try:
        asking.numbers_of(place)
    except OSError as error:
        raise AddressRefused(reason=place.host) from error
    with journal.unit(by=by, at=at):
        found, _ = DevicePoll.objects.update_or_create(
            device=device,
            defaults={
                "address": address,
                "adapter": adapter,
                "every_s": max(LEAST_EVERY_S, every_s),
                "is_active": True,
                "due_at": at,
            },
        )
    return found


def stop_poll(device: Device, *, by: Actor, at: dt.datetime) -> None:
    """Ask it no more."""
    with journal.unit(by=by, at=at):
        DevicePoll.objects.filter(device=device).update(is_active=False)


def sweep_polls(*, at: dt.datetime, limit: int = BATCH) -> int:
    """Ask every machine that is due; returns how many answered.

    One that does not answer is simply not heard of, so it is given the same time as any other before it is unknown.
    """
    due = claimed(at, limit)
    with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="polls") as pool:
        answers = dict(zip(due, pool.map(answer_of, (address for _, address in due.values())), strict=True))
    heard = {device_id: answer for device_id, answer in answers.items() if answer is not None}
    devices = told(Device.objects.filter(pk__in=heard, is_active=True))
    return sum(take(device, due[device.pk][0], heard[device.pk], at=at) for device in devices)


def claimed(at: dt.datetime, limit: int) -> dict[int, tuple[str, str]]:
    """Adapter and address of the machines to ask now (1 statement)."""
    with connection.cursor() as cursor:
        cursor.execute(CLAIM, {"at": at, "limit": limit})
        return {device_id: (adapter, address) for device_id, adapter, address in cursor.fetchall()}


def answer_of(address: str) -> dict[str, Any] | None:
    """What a machine answers, None without an answer; runs beside others and asks no database."""
    try:
        return asking.ask(address)
    except (OSError, AddressRefused) as error:
        log.info("machine_not_reached", address=address, error=str(error))
        return None


def take(device: Device, adapter: str, answer: dict[str, Any], *, at: dt.datetime) -> bool:
    """One machine's answer as its report; what is not understood counts as no answer."""
    try:
        report = adapter_named(adapter).read(answer, at=at)
        return hear(device, report, at=at) or tell(device, report, by=device.actor, at=at)
    except LobbyError as error:
        log.info("machine_not_understood", device=device.code, error=str(error))
        return False
