"""News of care. Kinds from lists and ids: no words, no mood (N23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from queueing.events.tickets import TicketEvent
from queueing.events.visits import VisitEvent


@dataclass(frozen=True, kw_only=True)
class CareGiven(TicketEvent):
    """Somebody did something for a customer who waits."""

    type: ClassVar[str] = "care.given"
    kind: str


@dataclass(frozen=True, kw_only=True)
class CareTakenBack(TicketEvent):
    """It was pressed by mistake."""

    type: ClassVar[str] = "care.taken_back"
    kind: str


@dataclass(frozen=True, kw_only=True)
class HelperNamed(VisitEvent):
    """Somebody looks after a visit from here on; None = nobody any more."""

    type: ClassVar[str] = "visit.helper_named"
    staff: int | None
    before: int | None


@dataclass(frozen=True, kw_only=True)
class CompanionNamed(VisitEvent):
    """Somebody goes along from start to end from here on; None = nobody any more."""

    type: ClassVar[str] = "visit.companion_named"
    staff: int | None
    before: int | None


@dataclass(frozen=True, kw_only=True)
class StageBegun(VisitEvent):
    """A part of the visit has a new owner, handed over by the one before."""

    type: ClassVar[str] = "visit.stage_begun"
    stage: str
    staff: int
    before: int | None


@dataclass(frozen=True, kw_only=True)
class FollowedUp(VisitEvent):
    """The visit was followed up."""

    type: ClassVar[str] = "visit.followed_up"


@dataclass(frozen=True, kw_only=True)
class HostAsked(VisitEvent):
    """Somebody is asked to host a customer."""

    type: ClassVar[str] = "care.host_asked"


@dataclass(frozen=True, kw_only=True)
class Hosted(VisitEvent):
    """Somebody hosts the customer."""

    type: ClassVar[str] = "care.hosted"


@dataclass(frozen=True, kw_only=True)
class HostReleased(VisitEvent):
    """No host is needed any more."""

    type: ClassVar[str] = "care.host_released"


@dataclass(frozen=True, kw_only=True)
class VisitWatched(VisitEvent):
    """A visit stands on the early-warning list; which signals put it there stays in the row."""

    type: ClassVar[str] = "care.visit_watched"


@dataclass(frozen=True, kw_only=True)
class VisitUnwatched(VisitEvent):
    """A visit left the early-warning list."""

    type: ClassVar[str] = "care.visit_unwatched"


@dataclass(frozen=True, kw_only=True)
class VisitNoted(VisitEvent):
    """A quick note was written; its words stay in the row."""

    type: ClassVar[str] = "visit.noted"
