"""News of follow-ups: ids alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class FollowUpEvent(Event):
    """Something happened to a follow-up."""

    subject_type: ClassVar[str] = "follow_up"
    follow_up: int
    kind: str
    owner: int | None


@dataclass(frozen=True, kw_only=True)
class FollowUpMade(FollowUpEvent):
    """Somebody gets in touch on a day."""

    type: ClassVar[str] = "follow_up.made"
    due_on: str


@dataclass(frozen=True, kw_only=True)
class FollowUpTaken(FollowUpEvent):
    """It has another owner."""

    type: ClassVar[str] = "follow_up.taken"


@dataclass(frozen=True, kw_only=True)
class FollowUpDone(FollowUpEvent):
    """What came of it was said."""

    type: ClassVar[str] = "follow_up.done"
    outcome: str


@dataclass(frozen=True, kw_only=True)
class FollowUpCancelled(FollowUpEvent):
    """It is not needed or not allowed any more; why is kept with the follow-up, for people write names into it."""

    type: ClassVar[str] = "follow_up.cancelled"


@dataclass(frozen=True, kw_only=True)
class FollowUpReopened(FollowUpEvent):
    """The last tap was taken back."""

    type: ClassVar[str] = "follow_up.reopened"
