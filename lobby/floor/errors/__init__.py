"""Refusals of the floor, one module for each noun."""

from lobby.floor.errors.alerts import AlertOpenAgain, IllegalAlertMove, NobodyAbove, TooLate
from lobby.floor.errors.reminders import (
    EmptyText,
    IllegalReminderMove,
    ReasonMissing,
    SnoozesUsedUp,
    SnoozeTooLong,
)

__all__ = [
    "AlertOpenAgain",
    "EmptyText",
    "IllegalAlertMove",
    "IllegalReminderMove",
    "NobodyAbove",
    "ReasonMissing",
    "SnoozeTooLong",
    "SnoozesUsedUp",
    "TooLate",
]
