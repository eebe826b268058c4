"""News of seizures and bill checks: ids, kinds and numbers of pieces; nothing about the customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class SeizureEvent(Event):
    """Something happened to a seizure."""

    subject_type: ClassVar[str] = "seizure"
    seizure: int
    status: str


@dataclass(frozen=True, kw_only=True)
class SeizureFound(SeizureEvent):
    """Counterfeit money was found at a counter."""

    type: ClassVar[str] = "seizure.found"
    pieces: int


@dataclass(frozen=True, kw_only=True)
class SeizureMoved(SeizureEvent):
    """A step was taken; `step` is the verb."""

    type: ClassVar[str] = "seizure.moved"
    step: str


@dataclass(frozen=True, kw_only=True)
class SeizureToReport(SeizureEvent):
    """The central bank and the police have to hear of it."""

    type: ClassVar[str] = "seizure.to_report"
    reasons: list[str]


@dataclass(frozen=True, kw_only=True)
class SeizureReported(SeizureEvent):
    """One of them was told."""

    type: ClassVar[str] = "seizure.reported"
    authority: str


@dataclass(frozen=True, kw_only=True)
class SeizureRead(SeizureEvent):
    """Somebody read who the customer is."""

    type: ClassVar[str] = "seizure.read"


@dataclass(frozen=True, kw_only=True)
class BillEvent(Event):
    """Something happened to a bill check; it stands beside the seizures on screens."""

    subject_type: ClassVar[str] = "bill_check"
    bill_check: int
    kind: str
    status: str


@dataclass(frozen=True, kw_only=True)
class BillAsked(BillEvent):
    """A specialist is needed."""

    type: ClassVar[str] = "seizure.bill_asked"


@dataclass(frozen=True, kw_only=True)
class BillMoved(BillEvent):
    """Taken up, found or withdrawn."""

    type: ClassVar[str] = "seizure.bill_moved"
