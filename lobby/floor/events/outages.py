"""News of outages: ids and codes only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class OutageEvent(Event):
    """Something happened to an outage; `services` are codes of what is affected."""

    subject_type: ClassVar[str] = "outage"
    outage: int
    incident: int
    scope: str
    channel: str
    services: list[str]
    is_drill: bool


@dataclass(frozen=True, kw_only=True)
class OutageDeclared(OutageEvent):
    """Systems have failed, and customers are told."""

    type: ClassVar[str] = "outage.declared"


@dataclass(frozen=True, kw_only=True)
class OutageChanged(OutageEvent):
    """It reaches further or less far, will last longer, or somebody else explains."""

    type: ClassVar[str] = "outage.changed"


@dataclass(frozen=True, kw_only=True)
class OutageEnded(OutageEvent):
    """Service is back."""

    type: ClassVar[str] = "outage.ended"
