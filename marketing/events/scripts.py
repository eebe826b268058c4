"""News of scripts: which words were used in which visit, never with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ScriptEvent(Event):
    """Something about the use of a script."""

    subject_type: ClassVar[str] = "visit"
    visit: int
    item: str
    kind: str
    number: int


@dataclass(frozen=True, kw_only=True)
class ScriptUsed(ScriptEvent):
    """Approved words were used."""

    type: ClassVar[str] = "script.used"


@dataclass(frozen=True, kw_only=True)
class ScriptUseTakenBack(ScriptEvent):
    """The wrong button: they were not."""

    type: ClassVar[str] = "script.use_taken_back"
