"""News of the concierge. What was asked is not in it: customers' words stay in their row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class QuestionNews(Event):
    """Something about a question without an answer."""

    subject_type: ClassVar[str] = "question"
    question: int
    language: str


@dataclass(frozen=True, kw_only=True)
class QuestionUnanswered(QuestionNews):
    """It was asked for the first time."""

    type: ClassVar[str] = "concierge.question_unanswered"


@dataclass(frozen=True, kw_only=True)
class QuestionAnswered(QuestionNews):
    """Somebody writes an answer for the library."""

    type: ClassVar[str] = "concierge.question_answered"


@dataclass(frozen=True, kw_only=True)
class QuestionDismissed(QuestionNews):
    """It needs no answer."""

    type: ClassVar[str] = "concierge.question_dismissed"
