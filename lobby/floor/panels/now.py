"""The floor's own panel: what needs this person now."""

from __future__ import annotations

from typing import Any

from lobby.floor.selectors import feed as selectors
from lobby.floor.shell import SCREEN
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of


def now(scope: Scope) -> dict[str, Any]:
    """Open alerts for the person's roles and the person's own reminders (6 queries)."""
    assert scope.audience_id is not None
    branch = branch_of(scope)
    items = selectors.feed(branch, scope.audience_id)
    return {"items": items, "count": sum(item.is_asking for item in items), "timezone": branch.timezone}


NOW = Panel(
    name="floor-now",
    screens=(SCREEN,),
    template="floor/_now.html",
    context=now,
    dirtied_by=("alert.*", "reminder.*"),
    audience="person",
)
