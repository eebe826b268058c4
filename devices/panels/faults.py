"""The fault board and its panels. They hold no person: what somebody may do there is shown by the page's classes."""

from __future__ import annotations

from typing import Any

from devices.selectors.faults import open_lines, recent
from lobby.branches.enums import Permission
from lobby.live import panels, screens
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

NEWS = ("fault.*",)
SCREEN = Screen(name="faults", permission=Permission.FLOOR_VIEW, events=NEWS)


def board(scope: Scope) -> dict[str, Any]:
    """The open faults of the branch, worst first (4 queries, 2 when there are none)."""
    branch = branch_of(scope)
    return {"branch": branch, "lines": open_lines(branch)}


def ended(scope: Scope) -> dict[str, Any]:
    """What ended in the last two weeks (2 queries)."""
    branch = branch_of(scope)
    return {"branch": branch, "lines": recent(branch, at=scope.at)}


PANELS = (
    Panel(
        name="fault-board",
        screens=(SCREEN.name,),
        template="devices/faults/_board.html",
        context=board,
        dirtied_by=NEWS,
    ),
    Panel(
        name="fault-recent",
        screens=(SCREEN.name,),
        template="devices/faults/_recent.html",
        context=ended,
        dirtied_by=("fault.closed", "fault.cancelled", "fault.duplicate", "fault.reopened"),
    ),
)


def register() -> None:
    """Fill the registries."""
    screens.register(SCREEN)
    for panel in PANELS:
        panels.register(panel)
