"""News of campaigns, events and what belongs to them: ids and states, never who a guest is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CampaignChanged(Event):
    """A campaign was planned, moved, staffed or charged; `verb` says which."""

    type: ClassVar[str] = "campaign.changed"
    subject_type: ClassVar[str] = "campaign"
    campaign: int
    status: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class EventChanged(Event):
    """An event was planned, moved, or something was drawn at it."""

    type: ClassVar[str] = "event.changed"
    subject_type: ClassVar[str] = "event"
    event: int
    status: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class GuestMoved(Event):
    """A guest was invited, answered, moved up, or was signed in."""

    type: ClassVar[str] = "event_guest.moved"
    subject_type: ClassVar[str] = "event_guest"
    event_guest: int
    event: int
    status: str
    verb: str


@dataclass(frozen=True, kw_only=True)
class PrizeGiven(Event):
    """A gift or prize was given."""

    type: ClassVar[str] = "prize.given"
    subject_type: ClassVar[str] = "prize"
    prize: int
    campaign: int | None
    event: int | None
    material: int
    purpose: str


@dataclass(frozen=True, kw_only=True)
class CodeChanged(Event):
    """A material's code was made or switched; scans are counted, not told."""

    type: ClassVar[str] = "material_code.changed"
    subject_type: ClassVar[str] = "material_code"
    material_code: int
    is_active: bool


@dataclass(frozen=True, kw_only=True)
class DecorChanged(Event):
    """Décor was planned, put up with its photo, or taken down."""

    type: ClassVar[str] = "decor.changed"
    subject_type: ClassVar[str] = "decor"
    decor: int
    verb: str


@dataclass(frozen=True, kw_only=True)
class BankActivated(Event):
    """A customer set mobile banking up; `staff` helped."""

    type: ClassVar[str] = "mobile_bank.activated"
    subject_type: ClassVar[str] = "activation"
    activation: int
    staff: int
    help: str
