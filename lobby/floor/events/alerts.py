"""News of alerts. Ids and kinds only: the words are in the rows, which screens fetch through the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.floor import kinds
from lobby.floor.events.incidents import keep_quiet
from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class AlertEvent(Event):
    """Something happened to an alert; `about` is its subject, such as `ticket:12`."""

    subject_type: ClassVar[str] = "alert"
    alert: int
    kind: str
    severity: str
    about: str

    def __post_init__(self) -> None:
        if kinds.is_silent_alert(self.kind):
            keep_quiet(self)


@dataclass(frozen=True, kw_only=True)
class AlertRaised(AlertEvent):
    """Somebody is needed."""

    type: ClassVar[str] = "alert.raised"
    roles: list[str]


@dataclass(frozen=True, kw_only=True)
class AlertAccepted(AlertEvent):
    """Somebody takes care of it."""

    type: ClassVar[str] = "alert.accepted"


@dataclass(frozen=True, kw_only=True)
class AlertEscalated(AlertEvent):
    """Nobody took care in time: the next role hears of it."""

    type: ClassVar[str] = "alert.escalated"
    level: int
    role: str


@dataclass(frozen=True, kw_only=True)
class AlertResolved(AlertEvent):
    """It is over."""

    type: ClassVar[str] = "alert.resolved"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AlertReopened(AlertEvent):
    """The resolving was taken back."""

    type: ClassVar[str] = "alert.reopened"


@dataclass(frozen=True, kw_only=True)
class AlertHandedOver(AlertEvent):
    """One person is asked by name; without a reason it was the clock."""

    type: ClassVar[str] = "alert.handed_over"
    to: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class AlertWidened(AlertEvent):
    """Whoever was asked by name, or is in the zone, did not accept: more people are asked."""

    type: ClassVar[str] = "alert.widened"
    reach: str


@dataclass(frozen=True, kw_only=True)
class AlertSnoozed(AlertEvent):
    """Whoever accepted it put it off."""

    type: ClassVar[str] = "alert.snoozed"
    until: str


@dataclass(frozen=True, kw_only=True)
class AlertWoken(AlertEvent):
    """The time for which it was put off is over."""

    type: ClassVar[str] = "alert.woken"
