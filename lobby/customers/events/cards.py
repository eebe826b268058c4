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


@dataclass(frozen=True, kw_only=True)
class ConsentEvent(Event):
    """A customer decided what the bank may do; what they said and where is in the rows of consents."""

    subject_type: ClassVar[str] = "customer"
    customer: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class ConsentGiven(ConsentEvent):
    """A customer agreed."""

    type: ClassVar[str] = "customer.consent_given"


@dataclass(frozen=True, kw_only=True)
class ConsentWithdrawn(ConsentEvent):
    """A customer took an agreement back."""

    type: ClassVar[str] = "customer.consent_withdrawn"


@dataclass(frozen=True, kw_only=True)
class LifeEventNoted(Event):
    """Something goes on in a customer's life; what it is stays in its row."""

    type: ClassVar[str] = "customer.life_event_noted"
    subject_type: ClassVar[str] = "customer"
    customer: int
    life_event: int


@dataclass(frozen=True, kw_only=True)
class OwnerAssigned(Event):
    """Somebody looks after a customer from now on."""

    type: ClassVar[str] = "customer.owner_assigned"
    subject_type: ClassVar[str] = "customer"
    customer: int
    owner: int


@dataclass(frozen=True, kw_only=True)
class CustomersImported(Event):
    """An import has ended: what it did at a branch, and how many lines of the whole file were refused."""

    type: ClassVar[str] = "customers.imported"
    subject_type: ClassVar[str] = "customer_import"
    customer_import: int
    new: int
    changed: int
    unchanged: int
    refused: int


@dataclass(frozen=True, kw_only=True)
class HouseholdChanged(Event):
    """A customer belongs to a family from now on, or to none."""

    type: ClassVar[str] = "customer.household_changed"
    subject_type: ClassVar[str] = "customer"
    customer: int


@dataclass(frozen=True, kw_only=True)
class CustomerForgotten(Event):
    """Nothing personal is left on a card; whoever keeps more of the customer forgets it now."""

    type: ClassVar[str] = "customer.forgotten"
    subject_type: ClassVar[str] = "customer"
    customer: int
