"""What takes the place of everything ordinary on kiosk and phone: an outage, an evacuation. Walls show it by themselves."""

from __future__ import annotations

from typing import Any

from lobby.floor import wall_notices
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of


def urgent(scope: Scope) -> dict[str, Any]:
    """The notices of the branch, worst first (1 query and the notices' own)."""
    return {"notices": wall_notices.notices_for(branch_of(scope))}


def register() -> None:
    """One rendering serves all kiosks, and one all phones of a language."""
    for screen, name in (("kiosk", "kiosk-urgent"), ("ticket", "phone-urgent")):
        panels.register(
            Panel(
                name=name,
                screens=(screen,),
                template="queueing/_urgent.html",
                context=urgent,
                dirtied_by=("content.notices",),
            )
        )
