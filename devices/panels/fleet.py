"""The fleet on screens: the strip's figure on the tablet, and the list of all devices of a branch."""

from __future__ import annotations

from typing import Any

from devices.selectors.fleet import count_of, fleet_of
from devices.selectors.rows import SHOWN, folds_of, rows_of
from lobby.branches.enums import Permission
from lobby.floor import shell
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

NEWS = ("device.*", "fault.*")
SCREEN = Screen(name="fleet", permission=Permission.FLOOR_VIEW, events=NEWS)


def figure(scope: Scope) -> dict[str, Any]:
    """How many devices are out of order or need attention (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "count": count_of(fleet_of(branch))}


def fleet(scope: Scope) -> dict[str, Any]:
    """The worst devices of the branch in rows, the rest by kind (2 queries for any number)."""
    branch = branch_of(scope)
    devices = fleet_of(branch)
    return {
        "branch": branch,
        "rows": rows_of(devices[:SHOWN], branch),
        "folds": folds_of(devices[SHOWN:]),
        "more": len(devices) - SHOWN,
        "count": count_of(devices),
    }


PANELS = (
    Panel(
        name="floor-fleet",
        screens=(shell.SCREEN,),
        template="devices/fleet/_figure.html",
        context=figure,
        dirtied_by=NEWS,
    ),
    Panel(
        name="fleet-list",
        screens=(SCREEN.name,),
        template="devices/fleet/_list.html",
        context=fleet,
        dirtied_by=NEWS,
    ),
)


def register() -> None:
    """Fill the registries."""
    screens.register(SCREEN)
    for panel in PANELS:
        panels.register(panel)
    shell.register(shell.Part(name="fleet", slot="strip", place=20, panel="floor-fleet", styles=("devices/fleet.css",)))
