"""News of problems, improvements and mystery plans. Ids and states only; words stand in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ProblemChanged(Event):
    """Something happened to a problem; `what` is the verb."""

    type: ClassVar[str] = "problem.changed"
    subject_type: ClassVar[str] = "problem"
    problem: int
    status: str
    what: str


@dataclass(frozen=True, kw_only=True)
class ImprovementMoved(Event):
    """An improvement was designed or took a move; `verb` says which."""

    type: ClassVar[str] = "improvement.moved"
    subject_type: ClassVar[str] = "improvement"
    improvement: int
    status: str
    verb: str
    owner: int


@dataclass(frozen=True, kw_only=True)
class MysteryPlanned(Event):
    """A mystery visit was planned or called off; only those who release results read it."""

    type: ClassVar[str] = "mystery.planned"
    subject_type: ClassVar[str] = "mystery_plan"
    mystery_plan: int
    what: str
