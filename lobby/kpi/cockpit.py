"""The head's page: a shell whose panels the apps above bring, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SCREEN = "cockpit"
Width = Literal["full", "wide", "narrow"]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a registered panel stands: across the page, in its wide or in its narrow column.

    `place` orders within, smallest first.
    """

    panel: str
    place: int
    width: Width

    @property
    def css_class(self) -> str:
        """The classes of the panel's section."""
        return f"panel cockpit-{self.width}"


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Put a panel on the page; called from `AppConfig.ready()`. Raises ValueError for a panel that has a place."""
    if _places.setdefault(place.panel, place) != place:
        raise ValueError(f"panel {place.panel} has two places")


def places(width: Width) -> list[Place]:
    """The panels across the page or of one of its columns, in order."""
    return sorted((one for one in _places.values() if one.width == width), key=lambda one: one.place)
