"""The activity timer: one kind of work at a time for each person (S320)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches import calendar
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor.access.alerts import roles_at
from lobby.floor.domain import deadlines
from lobby.floor.enums.activities import ActivityKind
from lobby.floor.events.day import ActivityEnded, ActivityStarted
from lobby.floor.models import Activity, Deadline
from lobby.live import journal

CLOSE_CLOCK = "activity.close"


def start_activity(staff: Staff, branch: Branch, *, kind: ActivityKind, by: Actor, at: dt.datetime) -> Activity:
    """The person works on this from now on; what they worked on before ends. The same again changes nothing."""
    with journal.unit(by=by, at=at):
        running = locked_running(staff)
        is_same = running is not None and (running.kind, running.branch_id) == (kind, branch.pk)
        if running is not None and is_same and ends_at(running) > at:
            return running
        if running is not None:
            end(running, at=at)
        activity = Activity.objects.create(
            branch=branch,
            staff=staff,
            role=role_of(staff, branch),
            kind=kind,
            date=business_date(branch, at),
            started_at=at,
        )
        deadlines.set_deadline(
            CLOSE_CLOCK, branch_id=branch.pk, subject=("activity", activity.pk), due_at=close_after(branch, at)
        )
        journal.record(ActivityStarted(**news_of(activity)))
    return activity


def stop_activity(staff: Staff, *, by: Actor, at: dt.datetime) -> Activity | None:
    """The person does nothing of the list now; None when nothing ran."""
    with journal.unit(by=by, at=at):
        running = locked_running(staff)
        return running and end(running, at=at)


def when_day_closes(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The branch closes: what runs ends with it, at that moment however late the sweep comes.

    A branch that stays open longer than was planned closes later.
    """
    rows = Activity.objects.select_for_update(no_key=True, of=("self",)).select_related("branch")
    activity = rows.get(pk=deadline.subject_id)
    if activity.ended_at is not None:
        return None
    if (closes_at := ends_at(activity)) > at:
        return closes_at
    end(activity, at=at)
    return None


def end(activity: Activity, *, at: dt.datetime) -> Activity:
    """End it now, or when its day closed if that was before (2 statements). The row must be locked."""
    activity.ended_at = max(activity.started_at, min(at, ends_at(activity)))
    activity.save(update_fields=["ended_at"])
    deadlines.stop(subject=("activity", activity.pk), at=at)
    journal.record(ActivityEnded(**news_of(activity)))
    return activity


def ends_at(activity: Activity) -> dt.datetime:
    """When it ends by itself (1 query)."""
    return close_after(activity.branch, activity.started_at)


def close_after(branch: Branch, at: dt.datetime) -> dt.datetime:
    """The closing time of the business day; after it, or on a day without hours, the end of the business day (1–2 queries)."""
    date = business_date(branch, at)
    closes_at = calendar.opening(branch, date).closes_at
    return closes_at if closes_at is not None and at < closes_at else day_bounds(branch, date)[1]


def locked_running(staff: Staff) -> Activity | None:
    """What the person works on, with the person locked so that two starts follow each other (2 statements)."""
    Staff.objects.select_for_update(no_key=True).only("pk").get(pk=staff.pk)
    rows = Activity.objects.select_for_update(no_key=True, of=("self",)).select_related("branch")
    return rows.filter(staff=staff, ended_at__isnull=True).first()


def role_of(staff: Staff, branch: Branch) -> str:
    """What the person does it as: the first role they hold in the order of the bank's list (2 queries)."""
    held = roles_at(staff, branch)
    return next(role.value for role in RoleCode if role in held)


def news_of(activity: Activity) -> dict[str, Any]:
    """The values that every activity event carries."""
    return {
        "branch_id": activity.branch_id,
        "activity": activity.pk,
        "staff": activity.staff_id,
        "kind": str(activity.kind),
    }
