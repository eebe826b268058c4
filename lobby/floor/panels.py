"""The floor's own panel: what needs this person now."""

from __future__ import annotations

from typing import Any

from lobby.floor import selectors
from lobby.floor.shell import SCREEN
from lobby.live.panels import Panel
from lobby.live.scopes import Scope


def now(scope: Scope) -> dict[str, Any]:
    """Open alerts for the person's roles and the person's own reminders."""
    assert scope.audience_id is not None
    return {"items": selectors.feed(scope.branch_id, scope.audience_id)}


NOW = Panel(
    name="floor-now",
    screens=(SCREEN,),
    template="floor/_now.html",
    context=now,
    dirtied_by=("alert.*", "reminder.*"),
    audience="person",
)
