"""News of tickets. Only ids and the few values screens need; never a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class TicketEvent(Event):
    """Something happened to a ticket."""

    subject_type: ClassVar[str] = "ticket"
    ticket: int
    number: str
    service: str


@dataclass(frozen=True, kw_only=True)
class TicketIssued(TicketEvent):
    """A ticket joined the queue."""

    type: ClassVar[str] = "ticket.issued"
    priority: str
    source: str


@dataclass(frozen=True, kw_only=True)
class TicketCalled(TicketEvent):
    """A counter called a ticket; `announcement` is the row that walls speak. `reason` explains a call out of order.

    `was_told` when the lobby had been told of something about its wait: that it is long, that nobody goes along, a VIP.
    """

    type: ClassVar[str] = "ticket.called"
    counter: str
    announcement: int
    reason: str = ""
    was_told: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketRecalled(TicketEvent):
    """A called ticket was called again."""

    type: ClassVar[str] = "ticket.recalled"
    counter: str
    announcement: int


@dataclass(frozen=True, kw_only=True)
class TicketStarted(TicketEvent):
    """Service began; `without_number` marks a customer served without a ticket, `was_booked` one with an appointment."""

    type: ClassVar[str] = "ticket.started"
    counter: str
    without_number: bool = False
    was_booked: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketFinished(TicketEvent):
    """Service ended."""

    type: ClassVar[str] = "ticket.finished"
    counter: str
    outcome: str
    reason: str = ""
    was_booked: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketMissed(TicketEvent):
    """The customer did not come."""

    type: ClassVar[str] = "ticket.missed"
    counter: str


@dataclass(frozen=True, kw_only=True)
class TicketReinstated(TicketEvent):
    """A missed ticket is back in the queue."""

    type: ClassVar[str] = "ticket.reinstated"


@dataclass(frozen=True, kw_only=True)
class TicketPostponed(TicketEvent):
    """The customer let others go first."""

    type: ClassVar[str] = "ticket.postponed"


@dataclass(frozen=True, kw_only=True)
class TicketHeld(TicketEvent):
    """The customer fills in or fetches something; the counter is free meanwhile."""

    type: ClassVar[str] = "ticket.held"
    counter: str


@dataclass(frozen=True, kw_only=True)
class TicketResumed(TicketEvent):
    """A held ticket is served again."""

    type: ClassVar[str] = "ticket.resumed"
    counter: str


@dataclass(frozen=True, kw_only=True)
class TicketReturned(TicketEvent):
    """Sent back to complete something; keeps its number and goes first."""

    type: ClassVar[str] = "ticket.returned"
    counter: str
    reason: str


@dataclass(frozen=True, kw_only=True)
class TicketTransferred(TicketEvent):
    """Moved to another queue, counter or person while waiting."""

    type: ClassVar[str] = "ticket.transferred"
    from_service: str


@dataclass(frozen=True, kw_only=True)
class TicketHandedOn(TicketEvent):
    """Passed on during service to another queue, counter or person."""

    type: ClassVar[str] = "ticket.handed_on"
    from_service: str
    counter: str


@dataclass(frozen=True, kw_only=True)
class TicketDiverted(TicketEvent):
    """Went to a device instead."""

    type: ClassVar[str] = "ticket.diverted"
    channel: str


@dataclass(frozen=True, kw_only=True)
class TicketFellBack(TicketEvent):
    """Came back from a device and goes first."""

    type: ClassVar[str] = "ticket.fell_back"
    reason: str


@dataclass(frozen=True, kw_only=True)
class TicketAbandoned(TicketEvent):
    """The customer left, from a machine when `was_at_machine`."""

    type: ClassVar[str] = "ticket.abandoned"
    reason: str
    was_at_machine: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketCancelled(TicketEvent):
    """Taken out of the queue with a reason."""

    type: ClassVar[str] = "ticket.cancelled"
    reason: str


@dataclass(frozen=True, kw_only=True)
class TicketUndone(TicketEvent):
    """The last finish or miss was taken back; `verb` says which."""

    type: ClassVar[str] = "ticket.undone"
    counter: str
    verb: str
    was_booked: bool = False


@dataclass(frozen=True, kw_only=True)
class TicketNoted(TicketEvent):
    """A staff note was added; its text stays in the note."""

    type: ClassVar[str] = "ticket.noted"


@dataclass(frozen=True, kw_only=True)
class TicketIdentified(TicketEvent):
    """It became known whose ticket it is; `priority` is its class from then on."""

    type: ClassVar[str] = "ticket.identified"
    visit: int
    customer: int
    priority: str


@dataclass(frozen=True, kw_only=True)
class TicketSeparated(TicketEvent):
    """It was somebody else's after all: the ticket is nobody's known again."""

    type: ClassVar[str] = "ticket.separated"
    visit: int
    customer: int
