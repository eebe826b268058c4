"""The registry of what apps above put over a customer manager's calendar (WM-2): live panels of the screen "wealth"."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CalendarPart:
    """A live panel of the screen "wealth", whose audience is the person; it may be empty: then it takes no room."""

    panel: str
    place: int
    styles: tuple[str, ...] = ()
    permission: str = ""


_parts: dict[str, CalendarPart] = {}


def register(part: CalendarPart) -> None:
    """Add a part; called from `AppConfig.ready()`. Raises ValueError for a panel that is taken."""
    if _parts.setdefault(part.panel, part) != part:
        raise ValueError(f"two parts of the calendar show the panel {part.panel}")


def parts(held: Collection[str]) -> list[CalendarPart]:
    """The parts for somebody with these permissions, in order of their places."""
    mine = (one for one in _parts.values() if not one.permission or one.permission in held)
    return sorted(mine, key=lambda one: one.place)
