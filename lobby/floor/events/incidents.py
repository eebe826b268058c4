"""News of incidents. Ids and kinds only. What is restricted is told as `security.*`, which ordinary screens never hear."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.floor.enums.incidents import RESTRICTED_KINDS
from lobby.live.events import Event


def keep_quiet(event: Event) -> None:
    """Make this one event news of the family `security`: `incident.closed` becomes `security.incident_closed`."""
    object.__setattr__(event, "type", f"security.{event.type.replace('.', '_')}")


@dataclass(frozen=True, kw_only=True)
class IncidentEvent(Event):
    """Something happened to an incident."""

    subject_type: ClassVar[str] = "incident"
    incident: int
    kind: str
    status: str
    is_drill: bool

    def __post_init__(self) -> None:
        if self.kind in RESTRICTED_KINDS:
            keep_quiet(self)


@dataclass(frozen=True, kw_only=True)
class IncidentReported(IncidentEvent):
    """Somebody reported it."""

    type: ClassVar[str] = "incident.reported"


@dataclass(frozen=True, kw_only=True)
class IncidentClassified(IncidentEvent):
    """Its kind and severity are known."""

    type: ClassVar[str] = "incident.classified"
    severity: str


@dataclass(frozen=True, kw_only=True)
class IncidentHidden(Event):
    """What was reported as something else is for security alone from now on: other screens let go of it."""

    type: ClassVar[str] = "incident.hidden"
    subject_type: ClassVar[str] = "incident"
    incident: int


@dataclass(frozen=True, kw_only=True)
class IncidentActivated(IncidentEvent):
    """The plan is in force."""

    type: ClassVar[str] = "incident.activated"
    severity: str
    tasks: int


@dataclass(frozen=True, kw_only=True)
class IncidentHandled(IncidentEvent):
    """The first task was accepted."""

    type: ClassVar[str] = "incident.handled"


@dataclass(frozen=True, kw_only=True)
class IncidentLevelRaised(IncidentEvent):
    """The next office helps."""

    type: ClassVar[str] = "incident.level_raised"
    level: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class IncidentContained(IncidentEvent):
    """Everybody is safe, or service goes on another way."""

    type: ClassVar[str] = "incident.contained"


@dataclass(frozen=True, kw_only=True)
class IncidentRecovered(IncidentEvent):
    """Service is back."""

    type: ClassVar[str] = "incident.recovered"


@dataclass(frozen=True, kw_only=True)
class IncidentReviewed(IncidentEvent):
    """Cause, harm and improvement are written down."""

    type: ClassVar[str] = "incident.reviewed"


@dataclass(frozen=True, kw_only=True)
class IncidentClosed(IncidentEvent):
    """It is over."""

    type: ClassVar[str] = "incident.closed"


@dataclass(frozen=True, kw_only=True)
class IncidentFalseAlarm(IncidentEvent):
    """There was nothing."""

    type: ClassVar[str] = "incident.false_alarm"


@dataclass(frozen=True, kw_only=True)
class IncidentStepTaken(IncidentEvent):
    """Something was done, at a time."""

    type: ClassVar[str] = "incident.step_taken"
    step: str


@dataclass(frozen=True, kw_only=True)
class IncidentNoted(IncidentEvent):
    """Something was added: roll-call, evidence, report, representative, demand, promise; `what` says which."""

    type: ClassVar[str] = "incident.noted"
    what: str
