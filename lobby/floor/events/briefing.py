"""News of the briefing and the evening review. Ids and choices only; what was written stays in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class BriefingEvent(Event):
    """Something happened to the briefing of a day."""

    subject_type: ClassVar[str] = "briefing"
    briefing: int
    day: str


@dataclass(frozen=True, kw_only=True)
class BriefingBegun(BriefingEvent):
    """Somebody wrote the first word of the day."""

    type: ClassVar[str] = "briefing.begun"


@dataclass(frozen=True, kw_only=True)
class OutlookSet(BriefingEvent):
    """Weather and traffic were said; whoever forecasts follows it."""

    type: ClassVar[str] = "briefing.outlook_set"
    weather: str
    traffic: str
    was_weather: str
    was_traffic: str


@dataclass(frozen=True, kw_only=True)
class BriefingWritten(BriefingEvent):
    """Topics, attendance or goals were written down; `what` says which."""

    type: ClassVar[str] = "briefing.written"
    what: str


@dataclass(frozen=True, kw_only=True)
class BriefingHeld(BriefingEvent):
    """The meeting is over."""

    type: ClassVar[str] = "briefing.closed"
    attendees: int
    goals: int


@dataclass(frozen=True, kw_only=True)
class CoachingNoted(Event):
    """Somebody was coached in the course of the day."""

    type: ClassVar[str] = "briefing.coached"
    subject_type: ClassVar[str] = "coaching"
    coaching: int
    staff: int


@dataclass(frozen=True, kw_only=True)
class GoalEvent(Event):
    """Something happened to a goal of a day."""

    subject_type: ClassVar[str] = "goal"
    goal: int
    day: str
    staff: int | None


@dataclass(frozen=True, kw_only=True)
class GoalSet(GoalEvent):
    """The branch or a teller has a goal."""

    type: ClassVar[str] = "briefing.goal_set"
    target: int


@dataclass(frozen=True, kw_only=True)
class GoalDropped(GoalEvent):
    """A goal that nobody had counted towards was taken back."""

    type: ClassVar[str] = "briefing.goal_dropped"


@dataclass(frozen=True, kw_only=True)
class GoalCountedOn(GoalEvent):
    """One more, or one less where `step` is -1."""

    type: ClassVar[str] = "briefing.goal_counted"
    by_staff: int
    step: int


@dataclass(frozen=True, kw_only=True)
class ReviewEvent(Event):
    """Something happened to the evening review of a day."""

    subject_type: ClassVar[str] = "review"
    review: int
    day: str


@dataclass(frozen=True, kw_only=True)
class ReviewWritten(ReviewEvent):
    """Its text was written."""

    type: ClassVar[str] = "review.written"


@dataclass(frozen=True, kw_only=True)
class ReviewHeld(ReviewEvent):
    """It is closed, with the facts as they were."""

    type: ClassVar[str] = "review.closed"
