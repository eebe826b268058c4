"""What of a peak needs a person: its kinds of alerts and reminders, its clocks and whom it follows."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lobby.branches import shipped
from lobby.branches.actors import SYSTEM
from lobby.branches.enums import RoleCode
from lobby.floor import kinds
from lobby.floor.domain import deadlines
from lobby.floor.enums import Severity
from lobby.live import journal
from queueing.domain import peak_tasks, peaks, support
from queueing.domain.peak_plans import prepare

ALERT_KINDS = (
    kinds.AlertKind(
        name=support.SUPPORT,
        text=_("Please support {skill}"),
        title=_("Support at a peak"),
        help=_("Peak: answer within {minutes} min, else the next one is asked"),
        severity=Severity.LATE,
        roles=(),
        is_timed=False,
    ),
    kinds.AlertKind(
        name=support.NO_HELP,
        text=_("Nobody is left to support {skill}"),
        title=_("Nobody left to support"),
        help=_("Ask a neighbouring branch, or move a break."),
        severity=Severity.LATE,
        roles=(RoleCode.LM, RoleCode.HEAD),
        is_timed=False,
    ),
)
REMINDER_KINDS = (
    kinds.ReminderKind(name=peak_tasks.TASK, text=_("Peak: {step}"), lead_s=24 * 3600, escalate_after_s=10 * 60),
    kinds.ReminderKind(
        name=peak_tasks.REVIEW,
        text=_("Write what came of the peak"),
        lead_s=24 * 3600,
        escalate_after_s=24 * 3600,
    ),
)


def register() -> None:
    """Fill the floor's registries and follow the day."""
    for alert in ALERT_KINDS:
        kinds.register_alert(alert)
    for reminder in REMINDER_KINDS:
        kinds.register_reminder(reminder)
    shipped.register("peak-plans", lambda branch, at, _begins: prepare(branch, by=SYSTEM, at=at))
    kinds.register_subject("peak-run", lambda run_id: reverse("queueing:peak-run", args=[run_id]))
    kinds.register_subject("peak-task", lambda task_id: reverse("queueing:peak-task", args=[task_id]))
    kinds.register_subject("support-call", lambda call_id: reverse("queueing:support-call", args=[call_id]))
    deadlines.register(peak_tasks.ACCEPT_CLOCK, peak_tasks.when_not_taken)
    deadlines.register(support.ANSWER_CLOCK, support.when_unanswered)
    kinds.register_subject("support-request", lambda request_id: reverse("queueing:support-request", args=[request_id]))
    kinds.register_lock(support.SUPPORT, support.lock_before_alert)
    journal.subscribe("day.closed", peaks.day_closed)
    journal.subscribe("day.closed", support.day_closed)
    journal.subscribe("alert.accepted", support.alert_accepted)
