"""News of messages: ids alone, never to whom or what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class MessageEvent(Event):
    """Something happened to a message."""

    subject_type: ClassVar[str] = "message"
    message: int
    template: str
    purpose: str


@dataclass(frozen=True, kw_only=True)
class MessageQueued(MessageEvent):
    """It waits to be sent."""

    type: ClassVar[str] = "message.queued"


@dataclass(frozen=True, kw_only=True)
class MessageSent(MessageEvent):
    """A sender took it."""

    type: ClassVar[str] = "message.sent"


@dataclass(frozen=True, kw_only=True)
class MessageFailed(MessageEvent):
    """All attempts failed."""

    type: ClassVar[str] = "message.failed"
    trouble: str


@dataclass(frozen=True, kw_only=True)
class MessageCancelled(MessageEvent):
    """It was not sent, for a cause."""

    type: ClassVar[str] = "message.cancelled"
    cause: str
