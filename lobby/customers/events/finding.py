"""News of customers found and cards looked at: ids and why, never what was typed or seen."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerFound(Event):
    """Somebody was found by something they have or know."""

    type: ClassVar[str] = "customer.found"
    subject_type: ClassVar[str] = "customer"
    customer: int
    way: str
    place: str


@dataclass(frozen=True, kw_only=True)
class CustomerViewed(Event):
    """A member of staff looked at a card, and why."""

    type: ClassVar[str] = "customer.viewed"
    subject_type: ClassVar[str] = "customer"
    customer: int
    purpose: str
    place: str
