"""Planned maintenance: while a window runs the machine is not for customers, and nothing about it is a fault."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction

from devices.domain.reporting import review
from devices.errors.windows import WindowBegun, WindowOver, WindowOverlaps, WindowTooShort
from devices.events.register import WindowChanged, WindowEnded, WindowNews, WindowPlanned
from devices.models import MaintenanceWindow
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Device
from lobby.floor.domain import deadlines
from lobby.floor.models import Deadline
from lobby.live import journal

CLOCK = "device.window"


def plan(
    device: Device, *, by: Actor, at: dt.datetime, starts_at: dt.datetime, ends_at: dt.datetime, reason: str = ""
) -> MaintenanceWindow:
    """Plan a window; its clock rings when it begins and when it ends.

    Raises WindowTooShort, WindowOver, WindowOverlaps.
    """
    check_times(starts_at, ends_at, at=at)
    with journal.unit(by=by, at=at):
        window = MaintenanceWindow(device=device, starts_at=starts_at, ends_at=ends_at, reason=reason.strip()[:120])
        save(window)
        ring(window, at=max(starts_at, at))
        tell(WindowPlanned, window)
        if starts_at <= at:
            review(device, by=by, at=at)
    return window


def change(
    window: MaintenanceWindow,
    *,
    by: Actor,
    at: dt.datetime,
    starts_at: dt.datetime,
    ends_at: dt.datetime,
    reason: str = "",
) -> MaintenanceWindow:
    """Move a window; one that has begun keeps its beginning.

    Raises WindowTooShort, WindowOver, WindowBegun, WindowOverlaps.
    """
    check_times(starts_at, ends_at, at=at)
    with journal.unit(by=by, at=at):
        window = locked(window, at=at)
        if window.starts_at <= at:
            # Pages tell moments to the second.
            if starts_at.replace(microsecond=0) != window.starts_at.replace(microsecond=0):
                raise WindowBegun
            starts_at = window.starts_at
        window.starts_at, window.ends_at, window.reason = starts_at, ends_at, reason.strip()[:120]
        save(window)
        ring(window, at=ends_at if starts_at <= at else starts_at)
        tell(WindowChanged, window)
        if starts_at <= at:
            review(window.device, by=by, at=at)
    return window


def end(window: MaintenanceWindow, *, by: Actor, at: dt.datetime) -> None:
    """It is over before its time, or does not take place. Raises WindowOver when it has ended already."""
    with journal.unit(by=by, at=at):
        window = locked(window, at=at)
        deadlines.stop(subject=subject_of(window), at=at)
        tell(WindowEnded, window)
        if window.starts_at >= at:
            window.delete()
            return
        window.ends_at = at
        window.save(update_fields=["ends_at"])
        review(window.device, by=by, at=at)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The window begins or ends: look at the machine again."""
    windows = MaintenanceWindow.objects.select_related("device__branch", "device__zone")
    window = windows.filter(pk=deadline.subject_id).first()
    if window is None:
        return None
    review(window.device, by=SYSTEM, at=at)
    return window.ends_at if window.ends_at > at else None


def check_times(starts_at: dt.datetime, ends_at: dt.datetime, *, at: dt.datetime) -> None:
    """It ends after it starts, and not before now. Raises WindowTooShort, WindowOver."""
    if ends_at <= starts_at:
        raise WindowTooShort
    if ends_at <= at:
        raise WindowOver


def locked(window: MaintenanceWindow, *, at: dt.datetime) -> MaintenanceWindow:
    """Read a window that is not over again with its row locked (1 statement). Raises WindowOver."""
    windows = MaintenanceWindow.objects.select_for_update(no_key=True, of=("self",)).select_related("device__branch")
    found = windows.filter(pk=window.pk).first()
    if found is None or found.ends_at <= at:
        raise WindowOver
    return found


def save(window: MaintenanceWindow) -> None:
    """Write a window (1 statement). Raises WindowOverlaps when the machine has another one at that time."""
    try:
        with transaction.atomic():
            window.save()
    except IntegrityError as error:
        raise WindowOverlaps from error


def tell(news: type[WindowNews], window: MaintenanceWindow) -> None:
    """The register's history of the machine."""
    journal.record(
        news(
            branch_id=window.device.branch_id,
            device=window.device_id,
            code=window.device.code,
            window=window.pk,
            starts_at=window.starts_at.isoformat(),
            ends_at=window.ends_at.isoformat(),
            reason=window.reason,
        )
    )


def ring(window: MaintenanceWindow, *, at: dt.datetime) -> None:
    """Start the window's clock (1 statement)."""
    deadlines.set_deadline(CLOCK, branch_id=window.device.branch_id, subject=subject_of(window), due_at=at)


def subject_of(window: MaintenanceWindow) -> tuple[str, int]:
    """What its clock is about."""
    return "maintenance_window", window.pk
