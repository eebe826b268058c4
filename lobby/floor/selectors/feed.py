"""What needs a person now: alerts, reminders, tasks; worst first, at a cost that does not grow with what is open."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext

from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.access.alerts import asks, roles_at
from lobby.floor.enums import WORST_FIRST, AlertStatus, ReminderStatus, Severity
from lobby.floor.enums.reminders import LATE_REMINDERS
from lobby.floor.models import Alert, Reminder, Sound

FEED_ROWS = 40
AHEAD_ROWS = 10
RISEN = (ReminderStatus.DUE, ReminderStatus.ACKNOWLEDGED)
FAR = dt.timedelta(hours=12)  # a time of day alone would be misread
NEAR = dt.timedelta(seconds=kinds.NEAR_S)


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
    detail: str = ""
    is_team: bool = False
    is_far: bool = False
    is_silent: bool = False

    @property
    def is_asking(self) -> bool:
        """Whether it wants an act now; a reminder that is still ahead only stands there."""
        return self.severity != ""

    @property
    def is_new(self) -> bool:
        """Whether it is an alert that nobody takes care of yet."""
        return self.kind == "alert" and self.status != AlertStatus.ACCEPTED

    @property
    def rank(self) -> tuple[int, bool, dt.datetime, int]:
        """Worst first; what nobody takes care of before the rest; then the older one."""
        severities = [*WORST_FIRST, ""]
        return severities.index(self.severity), self.status == AlertStatus.ACCEPTED, self.since, self.id


def open_alerts(branch_id: int) -> QuerySet[Alert]:
    """A branch's open alerts, worst first: severity, then what nobody takes care of, then the oldest.

    Silent ones stand on the screens of security alone.
    """
    alerts = Alert.objects.filter(branch=branch_id, resolved_at__isnull=True)
    alerts = alerts.exclude(kind__in=kinds.silent_kinds())
    return alerts.select_related("accepted_by").order_by("urgency", "raised_at", "pk")


def open_reminders(branch_id: int) -> QuerySet[Reminder]:
    """A branch's open reminders and tasks, next due first; silent ones stand on the screens of security alone."""
    rows = Reminder.objects.filter(branch=branch_id, ended_at__isnull=True).exclude(kind__in=kinds.silent_kinds())
    return rows.order_by("due_at", "pk")


def asking(*, at: dt.datetime) -> Q:
    """Reminders that want an act now: late, or risen; a task rises when it is nearly due. In order of due, worst first."""
    is_near = ~Q(kind__in=kinds.task_kinds()) | Q(due_at__lte=at + NEAR)
    return Q(status__in=LATE_REMINDERS) | (Q(status__in=RISEN) & is_near)


def feed(branch: Branch, staff_id: int, *, at: dt.datetime) -> list[FeedItem]:
    """What needs this person now, worst first, FEED_ROWS at most (6 queries, each bounded by an index and a limit).

    Alerts that ask the person, their own reminders, and what nobody of their teams took yet. A reminder about something
    that an alert in the list is about as well is left out: one line for one thing.
    """
    staff = Staff.objects.get(pk=staff_id)
    roles = roles_at(staff, branch)
    alerts = list(open_alerts(branch.pk).filter(asks(staff, branch, roles, at=at))[:FEED_ROWS])
    told = {(alert.subject_type, alert.subject_id) for alert in alerts}
    items = [alert_item(alert) for alert in alerts]
    rows = reminders_for(staff, branch, roles, at=at)
    items += [reminder_item(one, at=at) for one in rows if (one.subject_type, one.subject_id) not in told]
    return sorted(items, key=lambda item: item.rank)[:FEED_ROWS]


def reminders_for(staff: Staff, branch: Branch, roles: set[str], *, at: dt.datetime) -> QuerySet[Reminder]:
    """The worst of a person's reminders, of their teams' tasks, and the next that are still ahead (1 query)."""
    now, here = asking(at=at), open_reminders(branch.pk)
    mine, teams = here.filter(owner=staff), here.filter(owner__isnull=True, team__in=sorted(roles))
    return mine.filter(now)[:FEED_ROWS].union(teams.filter(now)[:FEED_ROWS], mine.exclude(now)[:AHEAD_ROWS], all=True)


def wants_sound(staff_id: int) -> bool:
    """Whether the person's tablet chimes for late alerts (1 query)."""
    return Sound.objects.filter(staff=staff_id).values_list("is_on", flat=True).first() is not False


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
        address=kinds.subject_address(alert.subject_type, alert.subject_id) or kinds.subject_address("alert", alert.pk),
        by=alert.accepted_by.name if alert.accepted_by else "",
        is_escalated=alert.level > 0,
        detail=kinds.subject_address("alert", alert.pk),
        is_silent=kinds.is_silent(alert.kind),
    )


def reminder_item(reminder: Reminder, *, at: dt.datetime) -> FeedItem:
    """A reminder as a line of the feed; one that is not due yet comes last."""
    return FeedItem(
        kind="reminder",
        id=reminder.pk,
        status=reminder.status,
        severity=severity_of(reminder, at=at),
        text=words_of(reminder),
        help="",
        since=reminder.due_at,
        address=kinds.subject_address(reminder.subject_type, reminder.subject_id)
        or kinds.subject_address("reminder", reminder.pk),
        word=state_word(reminder, at=at),
        detail=kinds.subject_address("reminder", reminder.pk),
        is_team=reminder.owner_id is None,
        is_far=abs(reminder.due_at - at) > FAR,
    )


def severity_of(reminder: Reminder, *, at: dt.datetime) -> str:
    """How loud it is; nothing while it is ahead. A task is when it is nearly due: it stands on a list long before."""
    if reminder.status in LATE_REMINDERS:
        return Severity.LATE
    is_ahead = reminder.kind in kinds.task_kinds() and reminder.due_at > at + NEAR
    return Severity.ATTENTION if reminder.status in RISEN and not is_ahead else ""


def state_word(reminder: Reminder, *, at: dt.datetime) -> str:
    """Its state in a word; a task that is on its list long before it is due is to do."""
    if reminder.status == ReminderStatus.DUE and severity_of(reminder, at=at) == "":
        return gettext("to do")
    return str(ReminderStatus(reminder.status).label)


def words_of(reminder: Reminder) -> str:
    """What to be reminded of, in the active language."""
    return reminder.text or kinds.reminder_text(reminder.kind, reminder.values)
