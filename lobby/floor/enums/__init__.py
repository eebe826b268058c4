"""Words of the floor: severities, states and the tables of allowed moves."""

from lobby.floor.enums.alerts import ALERT_MOVES, WORST_FIRST, AlertStatus, Severity
from lobby.floor.enums.reminders import OPEN_REMINDERS, REMINDER_MOVES, ReminderStatus

__all__ = [
    "ALERT_MOVES",
    "OPEN_REMINDERS",
    "REMINDER_MOVES",
    "WORST_FIRST",
    "AlertStatus",
    "ReminderStatus",
    "Severity",
]
