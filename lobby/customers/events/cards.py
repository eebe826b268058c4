"""News about customer cards; never a name."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CustomerAdded(Event):
    """A customer card was made."""

    type: ClassVar[str] = "customer.added"
    subject_type: ClassVar[str] = "customer"
    customer: int


@dataclass(frozen=True, kw_only=True)
class ContactHoldEvent(Event):
    """Whether somebody may be offered anything has changed."""

    subject_type: ClassVar[str] = "contact_hold"
    contact_hold: int
    customer: int | None
    visit: int | None
    kind: str


@dataclass(frozen=True, kw_only=True)
class ContactHeld(ContactHoldEvent):
    """Nobody offers anything from now on."""

    type: ClassVar[str] = "contact.held"


@dataclass(frozen=True, kw_only=True)
class ContactReleased(ContactHoldEvent):
    """That has ended."""

    type: ClassVar[str] = "contact.released"
