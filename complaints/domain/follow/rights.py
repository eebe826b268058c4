"""Who may do what with a complaint that is being followed up, and what every verb here shares."""

from __future__ import annotations

import datetime as dt

from complaints.errors.cases import AboutOwner
from complaints.errors.follow import DueInThePast
from complaints.models import Complaint
from lobby.branches.access import permissions_at
from lobby.branches.enums import Permission
from lobby.branches.errors import Forbidden
from lobby.branches.models import Staff
from lobby.floor.domain import reminders
from lobby.floor.models import Reminder


def check_may(complaint: Complaint, by: Staff, *permissions: Permission) -> None:
    """One of the permissions, and not about oneself (2 queries). Raises AboutOwner, Forbidden."""
    check_not_about(complaint, by)
    if not permissions_at(by, complaint.branch) & set(permissions):
        raise Forbidden


def check_not_about(complaint: Complaint, staff: Staff) -> None:
    """Nobody has a hand in a complaint about themselves. Raises AboutOwner."""
    if complaint.about_staff_id == staff.pk:
        raise AboutOwner(name=staff.name)


def check_ahead(due_at: dt.datetime, at: dt.datetime) -> None:
    """Raises DueInThePast."""
    if due_at <= at:
        raise DueInThePast


def finish_tasks(subject: tuple[str, int], *, by: Staff, at: dt.datetime) -> None:
    """What was done needs no reminder any more (1 query when there is none)."""
    about = Reminder.objects.filter(subject_type=subject[0], subject_id=subject[1], ended_at__isnull=True)
    for reminder in about.order_by("pk"):
        reminders.finish(reminder, by=by.actor, at=at)
