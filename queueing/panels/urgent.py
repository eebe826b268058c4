"""What takes the place of everything ordinary on kiosk and phone: an outage, an evacuation. Walls show it by themselves."""

from __future__ import annotations

from typing import Any

from lobby.floor import wall_notices
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from queueing.selectors.alternatives import alternatives, running_outage

WAITS_AGE_S = 15.0


def urgent(scope: Scope) -> dict[str, Any]:
    """The notices of the branch, worst first, and where to go during an outage (1 query and the notices' own).

    An outage adds the queries of `alternatives`; while the hall is cleared nobody is sent anywhere else.
    """
    notices = wall_notices.notices_for(branch_of(scope))
    is_calm = notices and all(notice.level != "late" for notice in notices)
    outage = running_outage(branch_of(scope)) if is_calm else None
    places = alternatives(outage, at=scope.at) if outage else []
    return {"notices": notices, "places": places, "stopped": outage.stopped if outage else []}


def register() -> None:
    """One rendering serves all kiosks, and one all phones of a language."""
    for screen, name in (("kiosk", "kiosk-urgent"), ("ticket", "phone-urgent")):
        panels.register(
            Panel(
                name=name,
                screens=(screen,),
                template="queueing/_urgent.html",
                context=urgent,
                dirtied_by=("content.notices", "outage.*"),
                every=WAITS_AGE_S,
            )
        )
