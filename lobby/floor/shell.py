"""The tablet's page: a shell whose parts the apps above bring, each with its place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from lobby.branches.models import Branch

SCREEN = "floor"
Slot = Literal["strip", "floor", "waiting", "actions", "more", "dialogs"]
SLOTS: tuple[Slot, ...] = ("strip", "floor", "waiting", "actions", "more", "dialogs")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One part of the page: a live `panel`, or a `template` that is rendered once, with what `context` adds as `part`.

    `place` orders within the slot, smallest first. Whoever lacks `permission` does not get it.
    """

    name: str
    slot: Slot
    place: int
    panel: str = ""
    template: str = ""
    context: Callable[[Branch, dt.datetime], dict[str, Any]] | None = None
    permission: str | None = None
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """A part with its context."""

    part: Part
    context: dict[str, Any]


_parts: dict[str, Part] = {}


def register(part: Part) -> None:
    """Add a part; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _parts.setdefault(part.name, part) != part:
        raise ValueError(f"two parts of the floor are named {part.name}")


def parts_for(permissions: Iterable[str]) -> list[Part]:
    """The parts that somebody with these permissions gets, in order."""
    held = set(permissions)
    mine = (part for part in _parts.values() if part.permission is None or part.permission in held)
    return sorted(mine, key=lambda part: part.place)


def page_of(branch: Branch, permissions: Iterable[str], *, at: dt.datetime) -> dict[str, Any]:
    """Everything the page's template places: parts by slot, style sheets and scripts."""
    parts = parts_for(permissions)
    filled = [(part.slot, Filled(part, part.context(branch, at) if part.context else {})) for part in parts]
    return {
        "slots": {slot: [one for where, one in filled if where == slot] for slot in SLOTS},
        "part_styles": dict.fromkeys(name for part in parts for name in part.styles),
        "part_scripts": dict.fromkeys(name for part in parts for name in part.scripts),
    }
