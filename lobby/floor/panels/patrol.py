"""The patrol on the tablet's strip: how long until the next one has to be made."""

from __future__ import annotations

from typing import Any

from lobby.branches.calendar import business_date
from lobby.floor.selectors.checks.lists import patrols_of_day
from lobby.floor.shell import SCREEN
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of


def patrol(scope: Scope) -> dict[str, Any]:
    """The patrol that is on and how many were made and missed today (3 queries)."""
    branch = branch_of(scope)
    found = patrols_of_day(branch, business_date(branch, scope.at))
    return {"patrols": found, "branch": branch, "timezone": branch.timezone}


PATROL = Panel(
    name="floor-patrol",
    screens=(SCREEN,),
    template="floor/checks/_patrol.html",
    context=patrol,
    dirtied_by=("check.*",),
)
