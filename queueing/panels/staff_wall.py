"""Panels of WD-3, the wall for staff. A public wall never gets them: only a wall that is set up for staff does."""

from __future__ import annotations

from typing import Any

from lobby.branches import access
from lobby.branches.enums import DeviceKind, Permission
from lobby.branches.models import Branch
from lobby.live import panels, screens
from lobby.live.credentials import Credentials
from lobby.live.panels import Panel
from lobby.live.scopes import Audience, Scope, branch_of
from lobby.live.screens import Screen
from queueing.models import WallSettings
from queueing.panels.care import HELP
from queueing.selectors import staff_wall

SCREEN = "staff-wall"
FIGURES_AGE_S = 30.0


def hall(scope: Scope) -> dict[str, Any]:
    """Waiting, the longest, windows, peak and calls for help (11 queries)."""
    return {"hall": staff_wall.hall(branch_of(scope), at=scope.at)}


def fleet(scope: Scope) -> dict[str, Any]:
    """The devices in trouble (2 queries)."""
    branch = branch_of(scope)
    return {"fleet": staff_wall.fleet(branch), "branch": branch}


def faults(scope: Scope) -> dict[str, Any]:
    """The open faults with their levels and clocks (3 queries at most)."""
    return {"faults": staff_wall.faults(branch_of(scope))}


def alerts(scope: Scope) -> dict[str, Any]:
    """The open alerts by severity, and the worst (3 queries)."""
    return {"alerts": staff_wall.alerts(branch_of(scope))}


def authorise(credentials: Credentials, branch: Branch) -> Audience | None:
    """A wall of the branch that is set up for staff, else somebody who may see the floor (2 queries at most)."""
    device = credentials.device
    if device and device.kind == DeviceKind.WALL and device.branch_id == branch.pk:
        is_for_staff = WallSettings.objects.filter(device=device, is_for_staff=True).exists()
        return Audience(language=credentials.language, device=device.pk) if is_for_staff else None
    staff = credentials.staff
    if staff and Permission.FLOOR_VIEW in (held := access.permissions_at(staff, branch)):
        return Audience(language=credentials.language, person=staff.pk, permissions=frozenset(held))
    return None


PANELS = (
    Panel(
        name="staff-wall-hall",
        screens=(SCREEN,),
        template="queueing/wall/_staff_hall.html",
        context=hall,
        dirtied_by=("ticket.*", "counter.*", "peak.*", "issuing.*", "day.*", *HELP),
        every=FIGURES_AGE_S,
    ),
    Panel(
        name="staff-wall-fleet",
        screens=(SCREEN,),
        template="queueing/wall/_staff_fleet.html",
        context=fleet,
        dirtied_by=("device.*", "fault.*"),
    ),
    Panel(
        name="staff-wall-faults",
        screens=(SCREEN,),
        template="queueing/wall/_staff_faults.html",
        context=faults,
        dirtied_by=("fault.*",),
    ),
    Panel(
        name="staff-wall-alerts",
        screens=(SCREEN,),
        template="queueing/wall/_staff_alerts.html",
        context=alerts,
        dirtied_by=("alert.*",),
    ),
)


def register() -> None:
    """Fill the registries."""
    screens.register(Screen(name=SCREEN, authorise=authorise, events=("wall.set_up",)))
    for panel in PANELS:
        panels.register(panel)
