"""News of the peak plan."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class PeakEvent(Event):
    """Something happened to a run of the peak plan."""

    subject_type: ClassVar[str] = "peak"
    peak: int
    status: str


@dataclass(frozen=True, kw_only=True)
class PeakCrossed(PeakEvent):
    """A line was crossed, or somebody started the plan."""

    measure: str
    value: int
    threshold: int
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class PeakWarned(PeakCrossed):
    """The hall fills."""

    type: ClassVar[str] = "peak.warned"


@dataclass(frozen=True, kw_only=True)
class PeakActivated(PeakCrossed):
    """The peak is there."""

    type: ClassVar[str] = "peak.activated"


@dataclass(frozen=True, kw_only=True)
class PeakEased(PeakEvent):
    """The peak is over its worst."""

    type: ClassVar[str] = "peak.eased"


@dataclass(frozen=True, kw_only=True)
class PeakEnded(PeakEvent):
    """The branch is back to normal."""

    type: ClassVar[str] = "peak.ended"
    reason: str
    duration_s: int


@dataclass(frozen=True, kw_only=True)
class PeakReviewed(PeakEvent):
    """The head wrote what came of it; the run is closed."""

    type: ClassVar[str] = "peak.reviewed"


@dataclass(frozen=True, kw_only=True)
class PeakTaskPassedOn(PeakEvent):
    """Its owner did not take a task in time: somebody else has it."""

    type: ClassVar[str] = "peak.task_passed_on"
    task: int
    owner: int


@dataclass(frozen=True, kw_only=True)
class PeakWindowOpened(PeakEvent):
    """An operations supervisor opened a temporary window."""

    type: ClassVar[str] = "peak.window_opened"
    counter: str
    staff: int


@dataclass(frozen=True, kw_only=True)
class SupportEvent(Event):
    """Something happened to a call for support, of a peak or of a request without one."""

    subject_type: ClassVar[str] = "support"
    peak: int | None
    request: int | None
    call: int
    staff: int
    reason: str = ""

    @property
    def subject_id(self) -> int:
        """The call."""
        return self.call


@dataclass(frozen=True, kw_only=True)
class SupportAsked(SupportEvent):
    """Somebody is asked to help at the counters."""

    type: ClassVar[str] = "peak.support_asked"


@dataclass(frozen=True, kw_only=True)
class SupportAccepted(SupportEvent):
    """Somebody comes."""

    type: ClassVar[str] = "peak.support_accepted"


@dataclass(frozen=True, kw_only=True)
class SupportDeclined(SupportEvent):
    """Somebody cannot come."""

    type: ClassVar[str] = "peak.support_declined"


@dataclass(frozen=True, kw_only=True)
class SupportLapsed(SupportEvent):
    """Somebody did not answer in time."""

    type: ClassVar[str] = "peak.support_lapsed"


@dataclass(frozen=True, kw_only=True)
class SupportReleased(SupportEvent):
    """Somebody has helped and goes back."""

    type: ClassVar[str] = "peak.support_released"


@dataclass(frozen=True, kw_only=True)
class SupportCancelled(SupportEvent):
    """The help is not needed any more."""

    type: ClassVar[str] = "peak.support_cancelled"


@dataclass(frozen=True, kw_only=True)
class SupportRequested(Event):
    """Somebody called for help without a peak."""

    type: ClassVar[str] = "peak.support_requested"
    subject_type: ClassVar[str] = "request"
    request: int
    post: str
    people: int


@dataclass(frozen=True, kw_only=True)
class SupportRequestEnded(Event):
    """The help that was called for is over."""

    type: ClassVar[str] = "peak.support_ended"
    subject_type: ClassVar[str] = "request"
    request: int


SUPPORT_NEWS: dict[str, type[SupportEvent]] = {
    "accept": SupportAccepted,
    "decline": SupportDeclined,
    "lapse": SupportLapsed,
    "release": SupportReleased,
    "cancel": SupportCancelled,
}


@dataclass(frozen=True, kw_only=True)
class PeakPlanChanged(Event):
    """Thresholds, a plan, the call-up list or the list of what may be left out was changed; `what` says which."""

    type: ClassVar[str] = "peak.plan_changed"
    subject_type: ClassVar[str] = "branch"
    what: str
    detail: str = ""

    @property
    def subject_id(self) -> int:
        """The plan belongs to the branch."""
        return self.branch_id
