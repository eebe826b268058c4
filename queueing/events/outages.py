"""News of rebooking. Each is about a ticket, so that only its own phone is drawn anew."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class OfferEvent(Event):
    """Something happened to an offer; `slot` is the offered start in UTC, `place` the code of the branch."""

    subject_type: ClassVar[str] = "ticket"
    ticket: int
    offer: int
    slot: str
    place: str


@dataclass(frozen=True, kw_only=True)
class OfferMade(OfferEvent):
    """A customer is offered another time or place."""

    type: ClassVar[str] = "rebooking.offered"


@dataclass(frozen=True, kw_only=True)
class OfferChanged(OfferEvent):
    """Somebody else took that time: the next one is offered."""

    type: ClassVar[str] = "rebooking.changed"


@dataclass(frozen=True, kw_only=True)
class OfferAccepted(OfferEvent):
    """The customer comes then; the ticket has ended."""

    type: ClassVar[str] = "rebooking.accepted"


@dataclass(frozen=True, kw_only=True)
class OfferDeclined(OfferEvent):
    """The customer goes on waiting."""

    type: ClassVar[str] = "rebooking.declined"


@dataclass(frozen=True, kw_only=True)
class OfferExpiredUnanswered(OfferEvent):
    """Nobody answered in time; the customer goes on waiting."""

    type: ClassVar[str] = "rebooking.expired"


@dataclass(frozen=True, kw_only=True)
class OfferWithdrawn(OfferEvent):
    """The outage is over, or no time is free any more; the customer goes on waiting."""

    type: ClassVar[str] = "rebooking.withdrawn"
