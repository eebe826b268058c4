"""News of faults. Ids and words of the machine only: what people write stands in the fault's steps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class FaultEvent(Event):
    """Something happened to a fault of a machine."""

    subject_type: ClassVar[str] = "fault"
    fault: int
    device: int
    code: str
    kind: str
    level: int
    status: str


@dataclass(frozen=True, kw_only=True)
class FaultOpened(FaultEvent):
    """A machine has something."""

    type: ClassVar[str] = "fault.opened"
    source: str


@dataclass(frozen=True, kw_only=True)
class FaultRepeated(FaultEvent):
    """The same was seen again while it is open."""

    type: ClassVar[str] = "fault.repeated"


@dataclass(frozen=True, kw_only=True)
class FaultAccepted(FaultEvent):
    """Somebody has it."""

    type: ClassVar[str] = "fault.accepted"


@dataclass(frozen=True, kw_only=True)
class FaultNoted(FaultEvent):
    """A diagnosis was written, or a first-fix card tried."""

    type: ClassVar[str] = "fault.noted"
    what: str


@dataclass(frozen=True, kw_only=True)
class FaultEscalated(FaultEvent):
    """The next office helps."""

    type: ClassVar[str] = "fault.escalated"


@dataclass(frozen=True, kw_only=True)
class FaultFixed(FaultEvent):
    """Somebody mended it; another person tests."""

    type: ClassVar[str] = "fault.fixed"


@dataclass(frozen=True, kw_only=True)
class FaultRecovered(FaultEvent):
    """The machine says that it works again; a person tests."""

    type: ClassVar[str] = "fault.recovered"


@dataclass(frozen=True, kw_only=True)
class FaultRelapsed(FaultEvent):
    """The machine failed again, or the test did: it is back at its level."""

    type: ClassVar[str] = "fault.relapsed"
    tested: bool


@dataclass(frozen=True, kw_only=True)
class FaultVerified(FaultEvent):
    """Another person than the mender tested it: it works."""

    type: ClassVar[str] = "fault.verified"


@dataclass(frozen=True, kw_only=True)
class FaultClosed(FaultEvent):
    """It is over."""

    type: ClassVar[str] = "fault.closed"
    downtime_s: int


@dataclass(frozen=True, kw_only=True)
class FaultReopened(FaultEvent):
    """It is not over after all."""

    type: ClassVar[str] = "fault.reopened"


@dataclass(frozen=True, kw_only=True)
class FaultCancelled(FaultEvent):
    """It was no fault."""

    type: ClassVar[str] = "fault.cancelled"


@dataclass(frozen=True, kw_only=True)
class FaultDuplicate(FaultEvent):
    """It is noted elsewhere."""

    type: ClassVar[str] = "fault.duplicate"
    of: int


@dataclass(frozen=True, kw_only=True)
class FaultConfirmed(FaultEvent):
    """Security decided that a machine was tampered with."""

    type: ClassVar[str] = "fault.confirmed"
