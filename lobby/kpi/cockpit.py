"""The head's page: a shell whose panels the apps above bring, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SCREEN = "cockpit"


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a registered panel stands: `place` orders, smallest first; `width` is its share of a wide screen."""

    panel: str
    place: int
    width: Literal["full", "wide", "narrow"]

    @property
    def css_class(self) -> str:
        """The classes of the panel's section."""
        return f"panel cockpit-{self.width}"


_places: dict[str, Place] = {}


def register(place: Place) -> None:
    """Put a panel on the page; called from `AppConfig.ready()`. Raises ValueError for a panel that has a place."""
    if _places.setdefault(place.panel, place) != place:
        raise ValueError(f"panel {place.panel} has two places")


def places() -> list[Place]:
    """Every panel of the page in order."""
    return sorted(_places.values(), key=lambda one: one.place)
