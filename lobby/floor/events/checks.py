"""News of checks. Ids, kinds and states only: words and names are in the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class CheckEvent(Event):
    """Something happened to a run of a checklist; `about` is its subject, such as `counter:3`."""

    subject_type: ClassVar[str] = "check_run"
    check_run: int
    kind: str
    day: str
    slot: int
    about: str


def among_visitors(event: CheckEvent) -> None:
    """Make this one event news of the family `mystery`: `check.opened` becomes `mystery.check_opened`."""
    object.__setattr__(event, "type", f"mystery.{event.type.replace('.', '_')}")


@dataclass(frozen=True, kw_only=True)
class CheckScheduled(CheckEvent):
    """It will have to be done."""

    type: ClassVar[str] = "check.scheduled"


@dataclass(frozen=True, kw_only=True)
class CheckOpened(CheckEvent):
    """It is to be done now."""

    type: ClassVar[str] = "check.opened"


@dataclass(frozen=True, kw_only=True)
class CheckStarted(CheckEvent):
    """Somebody began."""

    type: ClassVar[str] = "check.started"


@dataclass(frozen=True, kw_only=True)
class CheckAnswered(CheckEvent):
    """An item has an answer, or another one than before."""

    type: ClassVar[str] = "check.answered"
    item: str
    value: str


@dataclass(frozen=True, kw_only=True)
class CheckActed(CheckEvent):
    """Something is done about an issue."""

    type: ClassVar[str] = "check.acted"
    item: str
    action: str
    led_to: str


@dataclass(frozen=True, kw_only=True)
class CheckSubmitted(CheckEvent):
    """It is handed in."""

    type: ClassVar[str] = "check.submitted"
    is_late: bool


@dataclass(frozen=True, kw_only=True)
class CheckConfirmed(CheckEvent):
    """A second person signed."""

    type: ClassVar[str] = "check.confirmed"


@dataclass(frozen=True, kw_only=True)
class CheckSignedOff(CheckEvent):
    """Whoever answers for it signed."""

    type: ClassVar[str] = "check.signed_off"


@dataclass(frozen=True, kw_only=True)
class CheckRejected(CheckEvent):
    """It was sent back."""

    type: ClassVar[str] = "check.rejected"


@dataclass(frozen=True, kw_only=True)
class CheckMissed(CheckEvent):
    """It was not handed in when it had to be."""

    type: ClassVar[str] = "check.missed"


@dataclass(frozen=True, kw_only=True)
class CheckHurried(CheckEvent):
    """The branch got busy: a patrol is due sooner."""

    type: ClassVar[str] = "check.hurried"


@dataclass(frozen=True, kw_only=True)
class CheckCancelled(CheckEvent):
    """The branch does not open."""

    type: ClassVar[str] = "check.cancelled"


@dataclass(frozen=True, kw_only=True)
class CheckReleased(CheckEvent):
    """A mystery visit is shown to its branch."""

    type: ClassVar[str] = "check.released"


CHECK_NEWS: dict[str, type[CheckEvent]] = {
    "open": CheckOpened,
    "start": CheckStarted,
    "sign_off": CheckSignedOff,
    "reject": CheckRejected,
    "miss": CheckMissed,
    "cancel": CheckCancelled,
}


@dataclass(frozen=True, kw_only=True)
class ChecklistChanged(Event):
    """Somebody works on a checklist itself; `what` says how."""

    type: ClassVar[str] = "checklist.changed"
    subject_type: ClassVar[str] = "checklist"
    checklist: int
    code: str
    version: int
    what: str
