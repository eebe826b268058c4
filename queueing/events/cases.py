"""News of cases that continue in a branch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CaseEvent(Event):
    """Something happened to a case."""

    subject_type: ClassVar[str] = "case"
    case: int
    service: str


@dataclass(frozen=True, kw_only=True)
class CaseStarted(CaseEvent):
    """Work began online."""

    type: ClassVar[str] = "case.started"


@dataclass(frozen=True, kw_only=True)
class CaseProgressed(CaseEvent):
    """A form of a case without a ticket changed; `what` is the form's news."""

    type: ClassVar[str] = "case.progressed"
    what: str
    form: int
    template: str


@dataclass(frozen=True, kw_only=True)
class CaseResumed(CaseEvent):
    """The work goes on in a branch, with a ticket."""

    type: ClassVar[str] = "case.resumed"
    ticket: int
    number: str


@dataclass(frozen=True, kw_only=True)
class CaseRead(CaseEvent):
    """A member of staff opened the case by its code."""

    type: ClassVar[str] = "case.read"
