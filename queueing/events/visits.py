"""News of visits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class VisitEvent(Event):
    """Something happened to a visit."""

    subject_type: ClassVar[str] = "visit"
    visit: int


@dataclass(frozen=True, kw_only=True)
class VisitArrived(VisitEvent):
    """Somebody was greeted; the triage clock runs."""

    type: ClassVar[str] = "visit.arrived"


@dataclass(frozen=True, kw_only=True)
class VisitLeft(VisitEvent):
    """Somebody left before taking a ticket."""

    type: ClassVar[str] = "visit.left"
    reason: str
