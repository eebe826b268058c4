"""News of security and order. Suspicious acts are told on the screens of security only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class SuspicionEvent(Event):
    """Something happened to a suspicious report."""

    subject_type: ClassVar[str] = "suspicion"
    suspicion: int


@dataclass(frozen=True, kw_only=True)
class SuspicionReported(SuspicionEvent):
    """Somebody saw an act of the list."""

    type: ClassVar[str] = "security.suspicion_reported"


@dataclass(frozen=True, kw_only=True)
class SuspicionCleared(SuspicionEvent):
    """There is nothing to it."""

    type: ClassVar[str] = "security.suspicion_cleared"


@dataclass(frozen=True, kw_only=True)
class SuspicionMadeCase(SuspicionEvent):
    """It became an incident."""

    type: ClassVar[str] = "security.suspicion_made_case"
    incident: int


@dataclass(frozen=True, kw_only=True)
class SuspicionForgotten(SuspicionEvent):
    """Its time is over: the row is gone."""

    type: ClassVar[str] = "security.suspicion_forgotten"


@dataclass(frozen=True, kw_only=True)
class OrderLogged(Event):
    """Something disturbed the order of the hall."""

    type: ClassVar[str] = "order.logged"
    subject_type: ClassVar[str] = "order"
    order: int
    kind: str
    action: str
    outcome: str


@dataclass(frozen=True, kw_only=True)
class ZoneCounted(Event):
    """Somebody counted the people of a zone who hold no number."""

    type: ClassVar[str] = "order.zone_counted"
    subject_type: ClassVar[str] = "zone"
    zone: int
    people: int
