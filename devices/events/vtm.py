"""News of video sessions and their agents. No names of customers, no amounts, nothing that was typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class VtmEvent(Event):
    """Something about one session; `subject` is what it belongs to, such as ("ticket", 12), empty for nothing."""

    subject_type: ClassVar[str] = "vtm_session"
    vtm_session: int
    device: int
    code: str
    service: str
    status: str
    agent: int | None
    about_type: str
    about_id: int | None


@dataclass(frozen=True, kw_only=True)
class VtmRequested(VtmEvent):
    """A customer asked for a remote teller and agreed to the recording."""

    type: ClassVar[str] = "vtm.requested"


@dataclass(frozen=True, kw_only=True)
class VtmQueued(VtmEvent):
    """The call waits for an agent."""

    type: ClassVar[str] = "vtm.queued"


@dataclass(frozen=True, kw_only=True)
class VtmConnected(VtmEvent):
    """An agent took the call; the recording runs."""

    type: ClassVar[str] = "vtm.connected"


@dataclass(frozen=True, kw_only=True)
class VtmMoved(VtmEvent):
    """The session went to its next step, or back to correct something."""

    type: ClassVar[str] = "vtm.moved"


@dataclass(frozen=True, kw_only=True)
class VtmNoted(VtmEvent):
    """Something was written without a change of step: `what` is the verb."""

    type: ClassVar[str] = "vtm.noted"
    what: str


@dataclass(frozen=True, kw_only=True)
class VtmDropped(VtmEvent):
    """The line was lost."""

    type: ClassVar[str] = "vtm.dropped"
    reason: str


@dataclass(frozen=True, kw_only=True)
class VtmResumed(VtmEvent):
    """The session goes on where the line was lost."""

    type: ClassVar[str] = "vtm.resumed"


@dataclass(frozen=True, kw_only=True)
class VtmCompleted(VtmEvent):
    """The business is done."""

    type: ClassVar[str] = "vtm.completed"


@dataclass(frozen=True, kw_only=True)
class VtmFailed(VtmEvent):
    """The session ended without its business."""

    type: ClassVar[str] = "vtm.failed"
    reason: str


@dataclass(frozen=True, kw_only=True)
class VtmCancelled(VtmEvent):
    """The call ended before anybody answered."""

    type: ClassVar[str] = "vtm.cancelled"
    reason: str


@dataclass(frozen=True, kw_only=True)
class VtmAgentChanged(Event):
    """An agent signed on, off, or stepped away; news of the branch at which the agent sits."""

    type: ClassVar[str] = "vtm.agent_changed"
    subject_type: ClassVar[str] = "staff"
    staff: int
    before: str
    status: str


@dataclass(frozen=True, kw_only=True)
class VtmDeskNews(Event):
    """A call of another branch changed that the people at this desk can serve or approve."""

    type: ClassVar[str] = "vtm.desk_news"
    subject_type: ClassVar[str] = "vtm_session"
    vtm_session: int
    home: str
    status: str
