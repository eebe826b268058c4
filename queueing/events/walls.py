"""News of walls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class WallSetUp(Event):
    """A wall's settings changed."""

    type: ClassVar[str] = "wall.set_up"
    subject_type: ClassVar[str] = "wall"
    wall: int
