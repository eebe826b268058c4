"""Care: the kinds of alerts and reminders, clocks, and what follows the floor's news."""

from __future__ import annotations

from lobby.floor import kinds
from lobby.floor.domain import deadlines, help, home_visits, loans
from lobby.live import journal

SUBSCRIPTIONS = (
    ("alert.accepted", help.alert_accepted),
    ("alert.resolved", help.alert_resolved),
    ("alert.reopened", help.alert_reopened),
    ("day.closed", help.end_day),
)


def register() -> None:
    """Fill the registries."""
    for alert in help.ALERT_KINDS:
        kinds.register_alert(alert)
    for reminder in (*loans.REMINDER_KINDS, *home_visits.REMINDER_KINDS):
        kinds.register_reminder(reminder)
    deadlines.register(loans.CLOSING, loans.at_closing)
    for event_type, handler in SUBSCRIPTIONS:
        journal.subscribe(event_type, handler)
