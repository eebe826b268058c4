"""News about contacts with customers; ids and codes alone."""

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ContactMade(Event):
    """A customer was spoken to, or written to, about an offer."""

    type: ClassVar[str] = "contact.made"
    subject_type: ClassVar[str] = "contact"
    contact: int
    customer: int
    visit: int | None
    way: str


@dataclass(frozen=True, kw_only=True)
class ContactTakenBack(Event):
    """It was noted by mistake a moment ago."""

    type: ClassVar[str] = "contact.taken_back"
    subject_type: ClassVar[str] = "contact"
    contact: int
    customer: int


@dataclass(frozen=True, kw_only=True)
class CoolOffBegan(Event):
    """A customer said no: nobody asks about the family again for a while."""

    type: ClassVar[str] = "cool_off.began"
    subject_type: ClassVar[str] = "customer"
    customer: int
    visit: int | None
    family: str


@dataclass(frozen=True, kw_only=True)
class CoolOffTakenBack(Event):
    """The "no" was noted by mistake a moment ago."""

    type: ClassVar[str] = "cool_off.taken_back"
    subject_type: ClassVar[str] = "customer"
    customer: int
    family: str
