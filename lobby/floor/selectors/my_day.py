"""What stands on somebody's list today: their own, their teams', and what they gave to others."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.access.alerts import roles_at
from lobby.floor.enums import ReminderStatus
from lobby.floor.enums.reminders import LATE_REMINDERS
from lobby.floor.models import Reminder
from lobby.floor.selectors.feed import open_reminders, severity_of, state_word, words_of

ROWS = 60
ENDED_ROWS = 10


@dataclass(frozen=True, slots=True)
class Line:
    """One task or reminder of a list."""

    id: int
    text: str
    due_at: dt.datetime
    status: str
    word: str
    severity: str
    whose: str
    bounces: int
    is_over: bool
    is_startable: bool
    is_snoozable: bool
    address: str


@dataclass(frozen=True, slots=True)
class Lists:
    """The lists of My day, each next due first."""

    overdue: list[Line]
    today: list[Line]
    later: list[Line]
    team: list[Line]
    given: list[Line]

    @property
    def count(self) -> int:
        """How many of the person's own are open."""
        return len(self.overdue) + len(self.today) + len(self.later)


def lists_of(branch: Branch, staff: Staff, *, at: dt.datetime) -> Lists:
    """The lists of a person at a branch (5 queries, each bounded)."""
    roles = roles_at(staff, branch)
    rows = open_reminders(branch.pk).select_related("owner")
    mine = [line(one, at=at) for one in rows.filter(owner=staff)[:ROWS]]
    team = rows.filter(owner__isnull=True, team__in=sorted(roles))[:ROWS]
    return Lists(
        overdue=[one for one in mine if one.status in LATE_REMINDERS],
        today=[one for one in mine if one.status not in LATE_REMINDERS and one.due_at < end_of_day(branch, at)],
        later=[one for one in mine if one.status not in LATE_REMINDERS and one.due_at >= end_of_day(branch, at)],
        team=[line(one, at=at) for one in team],
        given=[line(one, at=at) for one in given_by(branch, staff, at=at)],
    )


def given_by(branch: Branch, staff: Staff, *, at: dt.datetime) -> list[Reminder]:
    """What the person gave to others: open ones, then those that ended today (2 queries).

    Silent ones stand on the screens of security alone.
    """
    gave = Reminder.objects.filter(branch=branch, made_by=staff).exclude(kind__in=kinds.silent_kinds())
    gave = gave.exclude(owner=staff).select_related("owner")
    day_began = day_bounds(branch, business_date(branch, at))[0]
    ended = gave.filter(ended_at__gte=day_began).order_by("-ended_at", "-pk")[:ENDED_ROWS]
    return [*gave.filter(ended_at__isnull=True).order_by("due_at", "pk")[:ROWS], *ended]


def end_of_day(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The first moment of the next business day."""
    return day_bounds(branch, business_date(branch, at))[1]


def line(reminder: Reminder, *, at: dt.datetime) -> Line:
    """A row as a line of a list; its owner must have been read."""
    status = ReminderStatus(reminder.status)
    is_over = reminder.ended_at is not None
    return Line(
        id=reminder.pk,
        text=words_of(reminder),
        due_at=reminder.due_at,
        status=status,
        word=state_word(reminder, at=at),
        severity="" if is_over else severity_of(reminder, at=at),
        whose=reminder.owner.name if reminder.owner else str(reminder.get_team_display()),
        bounces=reminder.bounces,
        is_over=is_over,
        is_startable=reminder.owner_id is None,
        is_snoozable=status == ReminderStatus.DUE,
        address=kinds.subject_address("reminder", reminder.pk),
    )
