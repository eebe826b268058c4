"""Keys of machines: made with their secret shown once, shut out in one go when a machine is lost or stolen."""

from __future__ import annotations

import datetime as dt

from devices.errors.register import NoKeyLives
from devices.events.register import DeviceKeyMade, DeviceShutOut
from lobby.branches import keys
from lobby.branches.actors import Actor
from lobby.branches.models import AccessKey, Device
from lobby.live import journal


def make_key(device: Device, *, by: Actor, at: dt.datetime, label: str = "") -> tuple[AccessKey, str]:
    """A new key for a machine, beside those it has; the secret is returned once and never again (2 statements)."""
    with journal.unit(by=by, at=at):
        key, secret = keys.create_key(device, at=at, label=label)
        news = DeviceKeyMade(branch_id=device.branch_id, device=device.pk, code=device.code, prefix=key.prefix)
        journal.record(news)
    return key, secret


def shut_out(device: Device, *, by: Actor, at: dt.datetime) -> list[AccessKey]:
    """End every key of a machine at once; its sockets are closed by the next check of the hub, within seconds.

    Raises NoKeyLives.
    """
    with journal.unit(by=by, at=at):
        living = list(device.keys.select_for_update(no_key=True).filter(revoked_at__isnull=True).order_by("pk"))
        if not living:
            raise NoKeyLives
        for key in living:
            keys.revoke_key(key, at=at)
        prefixes = [key.prefix for key in living]
        news = DeviceShutOut(branch_id=device.branch_id, device=device.pk, code=device.code, prefixes=prefixes)
        journal.record(news)
    return living
