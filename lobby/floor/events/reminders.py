"""News of reminders. Ids and kinds only, as with alerts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lobby.floor import kinds
from lobby.floor.events.incidents import keep_quiet
from lobby.live.events import Event


@dataclass(frozen=True, kw_only=True)
class ReminderEvent(Event):
    """Something happened to a reminder."""

    subject_type: ClassVar[str] = "reminder"
    reminder: int
    kind: str
    owner: int | None
    maker: int | None
    team: str

    def __post_init__(self) -> None:
        if kinds.is_silent_reminder(self.kind):
            keep_quiet(self)


@dataclass(frozen=True, kw_only=True)
class ReminderScheduled(ReminderEvent):
    """Somebody will be reminded."""

    type: ClassVar[str] = "reminder.scheduled"
    due_at: str


@dataclass(frozen=True, kw_only=True)
class ReminderDue(ReminderEvent):
    """It is time."""

    type: ClassVar[str] = "reminder.due"


@dataclass(frozen=True, kw_only=True)
class ReminderAcknowledged(ReminderEvent):
    """The owner has seen it."""

    type: ClassVar[str] = "reminder.acknowledged"


@dataclass(frozen=True, kw_only=True)
class ReminderSnoozed(ReminderEvent):
    """The owner put it off."""

    type: ClassVar[str] = "reminder.snoozed"
    until: str


@dataclass(frozen=True, kw_only=True)
class ReminderOverdue(ReminderEvent):
    """The time is over and it is not done."""

    type: ClassVar[str] = "reminder.overdue"


@dataclass(frozen=True, kw_only=True)
class ReminderEscalated(ReminderEvent):
    """Still not done: an alert tells the owner's managers."""

    type: ClassVar[str] = "reminder.escalated"


@dataclass(frozen=True, kw_only=True)
class ReminderDone(ReminderEvent):
    """It was done."""

    type: ClassVar[str] = "reminder.done"


@dataclass(frozen=True, kw_only=True)
class ReminderCancelled(ReminderEvent):
    """It is not needed any more."""

    type: ClassVar[str] = "reminder.cancelled"
    reason: str


@dataclass(frozen=True, kw_only=True)
class ReminderTaken(ReminderEvent):
    """One of the team does it."""

    type: ClassVar[str] = "reminder.taken"


@dataclass(frozen=True, kw_only=True)
class ReminderHandedOver(ReminderEvent):
    """It is somebody else's now; `was` had it before."""

    type: ClassVar[str] = "reminder.handed_over"
    was: int | None
    bounces: int
    reason: str


REMINDER_NEWS: dict[str, type[ReminderEvent]] = {
    "remind": ReminderDue,
    "acknowledge": ReminderAcknowledged,
    "lapse": ReminderOverdue,
    "escalate": ReminderEscalated,
    "finish": ReminderDone,
}
