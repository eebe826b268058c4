"""The floor's own panels on the page of waiting and care."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Permission
from lobby.floor.kinds import alert_text
from lobby.floor.selectors import care as selectors
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of

SCREEN = "care"


def calls(scope: Scope) -> dict[str, Any]:
    """Open calls for help (3 queries)."""
    branch = branch_of(scope)
    found = [
        (one, alert_text(one.alert.kind, one.alert.values) if one.alert else "") for one in selectors.open_calls(branch)
    ]
    return {"calls": found}


def kit(scope: Scope) -> dict[str, Any]:
    """What is lent and what can be (3 queries)."""
    branch = branch_of(scope)
    return {
        "kit": selectors.kit(branch),
        "loans": list(selectors.loans_out(branch)),
        "branch": branch,
        "timezone": branch.timezone,
    }


PANELS = (
    Panel(
        name="care-help",
        screens=(SCREEN,),
        template="floor/care/_calls.html",
        context=calls,
        dirtied_by=("alert.*", "care.help_asked", "care.help_withdrawn"),
        permission=Permission.CARE_GIVE,
    ),
    Panel(
        name="care-kit",
        screens=(SCREEN,),
        template="floor/care/_kit.html",
        context=kit,
        dirtied_by=("care.kit_lent", "care.kit_returned", "care.kit_out", "stock.*"),
        permission=Permission.CARE_GIVE,
    ),
)
