"""Panels of the peak: a banner on tablet, teller and head, a calm line on the wall. Nothing stands there in normal times."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Permission
from lobby.floor import shell
from lobby.kpi import cockpit
from lobby.live import panels
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from queueing.enums.peaks import IN_PEAK
from queueing.selectors import peaks

NEWS = ("peak.*",)


def banner(scope: Scope) -> dict[str, Any]:
    """The run that is on (1 query)."""
    return {"run": peaks.open_run(scope.branch_id)}


def counter_banner(scope: Scope) -> dict[str, Any]:
    """The same, and whether this person is asked to help (2 queries)."""
    assert scope.audience_id is not None
    return {"run": peaks.open_run(scope.branch_id), "call": peaks.call_to(scope.audience_id, scope.branch_id)}


def head_banner(scope: Scope) -> dict[str, Any]:
    """The same, and the branch whose plan it leads to (2 queries)."""
    return {**banner(scope), "branch": branch_of(scope)}


def wall_line(scope: Scope) -> dict[str, Any]:
    """Whether customers are told (1 query); a mere warning is none of theirs."""
    run = peaks.open_run(scope.branch_id)
    return {"is_peak": run is not None and run.status in IN_PEAK}


PANELS = (
    Panel(
        name="floor-peak",
        screens=(shell.SCREEN,),
        template="queueing/peaks/_banner_floor.html",
        context=banner,
        dirtied_by=NEWS,
    ),
    Panel(
        name="counter-peak",
        screens=("counter", "counter-choice"),
        template="queueing/peaks/_banner_counter.html",
        context=counter_banner,
        dirtied_by=NEWS,
        audience="person",
        permission=Permission.COUNTER_WORK,
    ),
    Panel(
        name="head-peak",
        screens=(cockpit.SCREEN,),
        template="queueing/peaks/_banner_head.html",
        context=head_banner,
        dirtied_by=NEWS,
        permission=Permission.KPI_VIEW,
    ),
    Panel(
        name="wall-peak",
        screens=("wall",),
        template="queueing/peaks/_wall.html",
        context=wall_line,
        dirtied_by=NEWS,
    ),
)

PARTS = (
    shell.Part(name="peak", slot="strip", place=5, panel="floor-peak", styles=("queueing/peaks.css",)),
    shell.Part(
        name="peak-button",
        slot="more",
        place=30,
        template="queueing/peaks/_start_button.html",
        permission=Permission.PEAK_RUN,
    ),
    shell.Part(
        name="peak-dialog",
        slot="dialogs",
        place=40,
        template="queueing/peaks/_start_dialog.html",
        permission=Permission.PEAK_RUN,
    ),
)


def register() -> None:
    """Fill the registries."""
    for panel in PANELS:
        panels.register(panel)
    for part in PARTS:
        shell.register(part)
    cockpit.register(cockpit.Place(panel="head-peak", place=0, width="full"))
