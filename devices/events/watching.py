"""News of supervisors in a video session: customer and agent see who listens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from devices.events.vtm import VtmEvent


@dataclass(frozen=True, kw_only=True)
class VtmWatched(VtmEvent):
    """A supervisor joined."""

    type: ClassVar[str] = "vtm.watched"
    watcher: int


@dataclass(frozen=True, kw_only=True)
class VtmUnwatched(VtmEvent):
    """A supervisor left, or was not heard of any more."""

    type: ClassVar[str] = "vtm.unwatched"
    watcher: int
