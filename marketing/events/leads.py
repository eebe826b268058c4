"""News about leads, splits; ids and states, never a name or a note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class LeadEvent(Event):
    """Something happened to a lead."""

    subject_type: ClassVar[str] = "lead"
    lead: int
    customer: int
    visit: int | None
    family: str
    status: str
    receiver: int | None


@dataclass(frozen=True, kw_only=True)
class LeadCreated(LeadEvent):
    """A customer is interested in something."""

    type: ClassVar[str] = "lead.created"
    source: str


@dataclass(frozen=True, kw_only=True)
class LeadLinked(LeadEvent):
    """The same interest was noted again: it is the lead that is open already (S003)."""

    type: ClassVar[str] = "lead.linked"
    source: str


@dataclass(frozen=True, kw_only=True)
class LeadMoved(LeadEvent):
    """It went on by a verb of the table."""

    type: ClassVar[str] = "lead.moved"
    verb: str


@dataclass(frozen=True, kw_only=True)
class ContributionMoved(Event):
    """The split of a won lead was drafted, disputed, changed, approved, clawed back or reinstated."""

    type: ClassVar[str] = "contribution.moved"
    subject_type: ClassVar[str] = "contribution"
    contribution: int
    lead: int
    verb: str
    status: str


@dataclass(frozen=True, kw_only=True)
class PairChanged(Event):
    """Two were joined to a pair, or their time together ended."""

    type: ClassVar[str] = "pair.changed"
    subject_type: ClassVar[str] = "pair"
    pair: int
