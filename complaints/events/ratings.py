"""News of ratings: marks and ids. What customers wrote stands in the row alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class RatingEvent(Event):
    """Something happened to a rating."""

    subject_type: ClassVar[str] = "rating"
    rating: int
    ticket: int | None
    number: str
    counter: str


@dataclass(frozen=True, kw_only=True)
class RatingGiven(RatingEvent):
    """A customer rated a service."""

    type: ClassVar[str] = "rating.given"
    score: int
    source: str
    service: str


@dataclass(frozen=True, kw_only=True)
class RatingAdded(RatingEvent):
    """The customer answered the second question or wrote some words."""

    type: ClassVar[str] = "rating.added"


@dataclass(frozen=True, kw_only=True)
class RatingTakenBack(RatingEvent):
    """The customer took the rating back at once."""

    type: ClassVar[str] = "rating.taken_back"


@dataclass(frozen=True, kw_only=True)
class RatingRecovered(RatingEvent):
    """Somebody looked after a low rating; `how` says what was done."""

    type: ClassVar[str] = "rating.recovered"
    how: str


@dataclass(frozen=True, kw_only=True)
class RatingRead(RatingEvent):
    """Somebody read what the customer wrote."""

    type: ClassVar[str] = "rating.read"


@dataclass(frozen=True, kw_only=True)
class EvaluatorPlaced(Event):
    """An evaluator stands at a counter."""

    type: ClassVar[str] = "evaluator.placed"
    subject_type: ClassVar[str] = "device"
    device: int
    counter: str
