"""Panel: what the branch keeps, with what runs low or out of date."""

from __future__ import annotations

from typing import Any

from lobby.branches.enums import Permission
from lobby.floor.selectors import stock as selectors
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

SCREEN = Screen(name="stock", permission=Permission.FLOOR_VIEW, events=("stock.*",))
MINUTE = 60.0


def stock_list(scope: Scope) -> dict[str, Any]:
    """Every material with what is on hand, its minimum and its dates (3 queries)."""
    branch = branch_of(scope)
    shelves = selectors.shelves(branch, selectors.active_materials(branch), at=scope.at)
    return {
        "groups": selectors.by_kind(shelves),
        "low": sum(shelf.is_low for shelf in shelves),
        "expired": [shelf for shelf in shelves if shelf.expired],
        "today": [shelf for shelf in shelves if shelf.expires_today],
    }


LIST = Panel(
    name="stock-list",
    screens=("stock",),
    template="floor/stock/_list.html",
    context=stock_list,
    dirtied_by=("stock.*",),
    every=MINUTE,
)
