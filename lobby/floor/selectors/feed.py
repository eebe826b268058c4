"""Reading the floor."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums import WORST_FIRST, AlertStatus, ReminderStatus, Severity
from lobby.floor.models import Alert, Reminder

FEED_ROWS = 40

REMINDER_SEVERITY = {
    ReminderStatus.OVERDUE: Severity.LATE,
    ReminderStatus.ESCALATED: Severity.LATE,
    ReminderStatus.DUE: Severity.ATTENTION,
    ReminderStatus.ACKNOWLEDGED: Severity.ATTENTION,
}


@dataclass(frozen=True, slots=True)
class FeedItem:
    """One line of what needs somebody now: an alert or a reminder; `address` opens what it is about."""

    kind: str
    id: int
    status: str
    severity: str
    text: str
    help: str
    since: dt.datetime
    address: str = ""
    by: str = ""
    word: str = ""
    is_escalated: bool = False

    @property
    def is_asking(self) -> bool:
        """Whether it wants an act now; a reminder that is still ahead only stands there."""
        return self.severity != ""

    @property
    def rank(self) -> tuple[int, bool, dt.datetime, int]:
        """Worst first; what nobody takes care of before the rest; then the older one."""
        severities = [*WORST_FIRST, ""]
        return severities.index(self.severity), self.status == AlertStatus.ACCEPTED, self.since, self.id


def open_alerts(branch_id: int) -> QuerySet[Alert]:
    """A branch's open alerts, oldest first; silent ones stand on the screens of security alone."""
    alerts = Alert.objects.filter(branch=branch_id, resolved_at__isnull=True)
    alerts = alerts.exclude(kind__in=kinds.silent_kinds())
    return alerts.select_related("accepted_by").order_by("raised_at", "pk")


def open_reminders(staff_id: int, branch_id: int) -> QuerySet[Reminder]:
    """A person's open reminders at a branch, next due first."""
    mine = Reminder.objects.filter(owner=staff_id, branch=branch_id, ended_at__isnull=True)
    return mine.exclude(kind__in=kinds.silent_kinds()).order_by("due_at", "pk")


def feed(branch: Branch, staff_id: int) -> list[FeedItem]:
    """What needs this person now, worst first (5 queries).

    A reminder about something that an alert in the list is about as well is left out: one line for one thing.
    """
    staff = Staff.objects.get(pk=staff_id)
    mine = Q(roles__overlap=sorted(roles_at(staff, branch))) | Q(person=staff)
    alerts = list(open_alerts(branch.pk).filter(mine)[:FEED_ROWS])
    told = {(alert.subject_type, alert.subject_id) for alert in alerts}
    reminders = open_reminders(staff_id, branch.pk)[:FEED_ROWS]
    items = [alert_item(alert) for alert in alerts]
    items += [reminder_item(one) for one in reminders if (one.subject_type, one.subject_id) not in told]
    return sorted(items, key=lambda item: item.rank)


def alert_item(alert: Alert) -> FeedItem:
    """An alert as a line of the feed."""
    return FeedItem(
        kind="alert",
        id=alert.pk,
        status=alert.status,
        severity=alert.severity,
        text=kinds.alert_text(alert.kind, alert.values),
        help=kinds.alert_help(alert.kind, alert.values),
        since=alert.raised_at,
        address=kinds.subject_address(alert.subject_type, alert.subject_id),
        by=alert.accepted_by.name if alert.accepted_by else "",
        is_escalated=alert.level > 0,
    )


def reminder_item(reminder: Reminder) -> FeedItem:
    """A reminder as a line of the feed; one that is not due yet comes last."""
    return FeedItem(
        kind="reminder",
        id=reminder.pk,
        status=reminder.status,
        severity=REMINDER_SEVERITY.get(ReminderStatus(reminder.status), ""),
        text=words_of(reminder),
        help="",
        since=reminder.due_at,
        address=kinds.subject_address(reminder.subject_type, reminder.subject_id)
        or kinds.subject_address("reminder", reminder.pk),
        word=str(ReminderStatus(reminder.status).label),
    )


def words_of(reminder: Reminder) -> str:
    """What to be reminded of, in the active language."""
    return reminder.text or kinds.reminder_text(reminder.kind, reminder.values)
