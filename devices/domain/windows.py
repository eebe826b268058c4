"""Planned maintenance: while a window runs the machine is not for customers, and nothing about it is a fault."""

from __future__ import annotations

import datetime as dt

from devices.domain.reporting import review
from devices.errors.windows import WindowOver, WindowTooShort
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
    """Plan a window; its clock rings when it begins and when it ends. Raises WindowTooShort, WindowOver."""
    if ends_at <= starts_at:
        raise WindowTooShort
    if ends_at <= at:
        raise WindowOver
    with journal.unit(by=by, at=at):
        window = MaintenanceWindow.objects.create(
            device=device, starts_at=starts_at, ends_at=ends_at, reason=reason.strip()[:120]
        )
        ring(window, at=max(starts_at, at))
        if starts_at <= at:
            review(device, by=by, at=at)
    return window


def end(window: MaintenanceWindow, *, by: Actor, at: dt.datetime) -> None:
    """It is over before its time, or does not take place. Raises WindowOver when it has ended already."""
    with journal.unit(by=by, at=at):
        window = MaintenanceWindow.objects.select_for_update(of=("self",)).select_related("device").get(pk=window.pk)
        if window.ends_at <= at:
            raise WindowOver
        deadlines.stop(subject=subject_of(window), at=at)
        if window.starts_at >= at:
            window.delete()
            return
        window.ends_at = at
        window.save(update_fields=["ends_at"])
        review(window.device, by=by, at=at)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The window begins or ends: look at the machine again."""
    windows = MaintenanceWindow.objects.select_related("device")
    window = windows.filter(pk=deadline.subject_id).first()
    if window is None:
        return None
    review(window.device, by=SYSTEM, at=at)
    return window.ends_at if window.ends_at > at else None


def ring(window: MaintenanceWindow, *, at: dt.datetime) -> None:
    """Start the window's clock (1 statement)."""
    deadlines.set_deadline(CLOCK, branch_id=window.device.branch_id, subject=subject_of(window), due_at=at)


def subject_of(window: MaintenanceWindow) -> tuple[str, int]:
    """What its clock is about."""
    return "maintenance_window", window.pk
