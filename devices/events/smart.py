"""News of sessions at smart counters and of helping there. Nothing that was typed, no identity, no name of a customer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class SmartEvent(Event):
    """Something about one session; `about` is what it belongs to, such as ("ticket", 12), empty for nothing."""

    subject_type: ClassVar[str] = "smart_session"
    smart_session: int
    device: int
    code: str
    service: str
    status: str
    about_type: str
    about_id: int | None


@dataclass(frozen=True, kw_only=True)
class SmartStarted(SmartEvent):
    """A customer touched "Start"."""

    type: ClassVar[str] = "smart.started"


@dataclass(frozen=True, kw_only=True)
class SmartMoved(SmartEvent):
    """The session went to its next step, or one back."""

    type: ClassVar[str] = "smart.moved"


@dataclass(frozen=True, kw_only=True)
class SmartStalled(SmartEvent):
    """The customer seems to need help, or asks for it: `stall` says why."""

    type: ClassVar[str] = "smart.stalled"
    stall: str


@dataclass(frozen=True, kw_only=True)
class SmartWentOn(SmartEvent):
    """The customer goes on, or somebody helps."""

    type: ClassVar[str] = "smart.went_on"


@dataclass(frozen=True, kw_only=True)
class SmartCompleted(SmartEvent):
    """The business is done."""

    type: ClassVar[str] = "smart.completed"


@dataclass(frozen=True, kw_only=True)
class SmartAborted(SmartEvent):
    """The customer left, or nobody touched the screen any more."""

    type: ClassVar[str] = "smart.aborted"
    reason: str


@dataclass(frozen=True, kw_only=True)
class SmartFaulted(SmartEvent):
    """The machine failed with a customer at it."""

    type: ClassVar[str] = "smart.faulted"
    reason: str


@dataclass(frozen=True, kw_only=True)
class SmartHandedOver(SmartEvent):
    """A colleague brought the customer to the counters."""

    type: ClassVar[str] = "smart.handed_over"
    reason: str


@dataclass(frozen=True, kw_only=True)
class AssistEvent(Event):
    """Something about a colleague who helps at a machine."""

    subject_type: ClassVar[str] = "assist"
    assist: int
    device: int
    code: str
    status: str
    session: int | None
    helper: int


@dataclass(frozen=True, kw_only=True)
class AssistBegun(AssistEvent):
    """A colleague is on the way."""

    type: ClassVar[str] = "smart.assist_begun"


@dataclass(frozen=True, kw_only=True)
class AssistMoved(AssistEvent):
    """Helping went on to its next step."""

    type: ClassVar[str] = "smart.assist_moved"


@dataclass(frozen=True, kw_only=True)
class AssistEnded(AssistEvent):
    """Helping is over."""

    type: ClassVar[str] = "smart.assist_ended"
    outcome: str
    is_clear: bool | None
