"""News of the floor, one module for each noun."""

from lobby.floor.events.alerts import (
    AlertAccepted,
    AlertEscalated,
    AlertEvent,
    AlertRaised,
    AlertReopened,
    AlertResolved,
)
from lobby.floor.events.reminders import (
    REMINDER_NEWS,
    ReminderAcknowledged,
    ReminderCancelled,
    ReminderDone,
    ReminderDue,
    ReminderEscalated,
    ReminderEvent,
    ReminderOverdue,
    ReminderScheduled,
    ReminderSnoozed,
)

__all__ = [
    "REMINDER_NEWS",
    "AlertAccepted",
    "AlertEscalated",
    "AlertEvent",
    "AlertRaised",
    "AlertReopened",
    "AlertResolved",
    "ReminderAcknowledged",
    "ReminderCancelled",
    "ReminderDone",
    "ReminderDue",
    "ReminderEscalated",
    "ReminderEvent",
    "ReminderOverdue",
    "ReminderScheduled",
    "ReminderSnoozed",
]
