"""News of complaints: numbers, steps and ids. What people wrote and who complained stands in the rows alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ComplaintEvent(Event):
    """Something happened to a complaint."""

    subject_type: ClassVar[str] = "complaint"
    complaint: int
    number: str
    step: str
    owner: int
    is_major: bool


@dataclass(frozen=True, kw_only=True)
class ComplaintReceived(ComplaintEvent):
    """A complaint came in."""

    type: ClassVar[str] = "complaint.received"
    channel: str
    ticket: int | None


@dataclass(frozen=True, kw_only=True)
class ComplaintMoved(ComplaintEvent):
    """It went to another step by a verb of the table; `verdict` is what was decided so far, empty before."""

    type: ClassVar[str] = "complaint.moved"
    verb: str
    verdict: str


@dataclass(frozen=True, kw_only=True)
class ComplaintTouched(ComplaintEvent):
    """Something was added to it; `what` is the kind of the line."""

    type: ClassVar[str] = "complaint.touched"
    what: str


@dataclass(frozen=True, kw_only=True)
class ComplaintRecused(ComplaintEvent):
    """It turned out whom it is about, who has nothing to do with it any more; who that is stands in the row alone."""

    type: ClassVar[str] = "complaint.recused"


@dataclass(frozen=True, kw_only=True)
class ComplaintMajor(ComplaintEvent):
    """It is major, or for one more reason than before."""

    type: ClassVar[str] = "complaint.major"
    reasons: list[str]
