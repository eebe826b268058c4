"""Words of reminders: states and moves."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ReminderStatus(models.TextChoices):
    """States of a reminder."""

    SCHEDULED = "scheduled", _("scheduled")
    DUE = "due", _("due")
    ACKNOWLEDGED = "acknowledged", _("seen")
    SNOOZED = "snoozed", _("snoozed")
    OVERDUE = "overdue", _("overdue")
    ESCALATED = "escalated", _("escalated")
    DONE = "done", _("done")
    CANCELLED = "cancelled", _("cancelled")


R = ReminderStatus
LATE_REMINDERS = (R.OVERDUE, R.ESCALATED)
OPEN_REMINDERS = (R.SCHEDULED, R.DUE, R.ACKNOWLEDGED, R.SNOOZED, R.OVERDUE, R.ESCALATED)
# Verb → from which states → to which state; None keeps the state. Anything else is refused with 409.
REMINDER_MOVES: dict[str, tuple[tuple[ReminderStatus, ...], ReminderStatus | None]] = {
    "remind": ((R.SCHEDULED, R.SNOOZED), R.DUE),
    "acknowledge": ((R.DUE,), R.ACKNOWLEDGED),
    "snooze": ((R.DUE,), R.SNOOZED),
    "take": (OPEN_REMINDERS, None),
    "hand_over": ((R.SCHEDULED, R.DUE, R.OVERDUE), None),
    "hand_over_afresh": ((R.ACKNOWLEDGED, R.SNOOZED), R.DUE),
    "hand_over_escalated": ((R.ESCALATED,), R.OVERDUE),
    "lapse": ((R.DUE, R.ACKNOWLEDGED), R.OVERDUE),
    "escalate": ((R.OVERDUE,), R.ESCALATED),
    "finish": ((R.DUE, R.ACKNOWLEDGED, R.OVERDUE, R.ESCALATED), R.DONE),
    "cancel": (OPEN_REMINDERS, R.CANCELLED),
}
