"""The registry of what acts of the floor may be about: the apps above say how their rows are found and called."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lobby.branches.models import Branch
from lobby.floor.errors.authority import SubjectUnknown

Pair = tuple[str, int]
NOTHING: tuple[str, None] = ("", None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What an act is about, as people call it; `is_care` for a customer who needs care."""

    label: str
    is_care: bool = False


Finder = Callable[[Branch, int], Subject | None]
_finders: dict[str, Finder] = {}


def register(kind: str, finder: Finder) -> None:
    """Add a kind; called from `AppConfig.ready()`. Raises ValueError for a name that is taken."""
    if _finders.setdefault(kind, finder) is not finder:
        raise ValueError(f"two kinds of subjects are named {kind}")


def found(pair: Pair, branch: Branch) -> Subject:
    """The subject at the branch (1 query). Raises SubjectUnknown."""
    finder = _finders.get(pair[0])
    subject = finder(branch, pair[1]) if finder else None
    if subject is None:
        raise SubjectUnknown
    return subject


def columns(pair: Pair | None, branch: Branch) -> dict[str, str | int | None]:
    """The two columns of a row about something of this branch, or about nothing (0–1 queries). Raises SubjectUnknown."""
    if pair is None:
        return {"subject_type": "", "subject_id": None}
    found(pair, branch)
    return {"subject_type": pair[0], "subject_id": pair[1]}


def read(text: str) -> Pair | None:
    """A pair written as `ticket:12`; None for nothing. Raises SubjectUnknown."""
    if not text:
        return None
    kind, _colon, number = text.partition(":")
    if not (number.isascii() and number.isdigit() and len(number) < 19):
        raise SubjectUnknown
    return kind, int(number)
