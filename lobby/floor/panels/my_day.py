"""My day (LM-13) and the back office's queue: their screens and panels."""

from __future__ import annotations

from typing import Any

from lobby.branches.calendar import business_date
from lobby.branches.enums import Permission
from lobby.branches.models import Staff, Zone
from lobby.floor import back_office
from lobby.floor.access.alerts import roles_at
from lobby.floor.panels.now import concerns
from lobby.floor.selectors import handover, my_day
from lobby.floor.selectors.activities import time_of_day
from lobby.floor.selectors.feed import open_reminders
from lobby.floor.selectors.reached import on_duty
from lobby.live.models import Entry
from lobby.live.panels import Panel
from lobby.live.scopes import Scope, branch_of
from lobby.live.screens import Screen

SCREEN = "my-day"
BACK_OFFICE = "back-office"
NEWS = ("reminder.*", "alert.*", "zone.*", "activity.*", "handover.*")
QUEUE_ROWS = 100


def tasks(scope: Scope) -> dict[str, Any]:
    """The person's lists (10 queries)."""
    branch, staff = branch_of(scope), person_of(scope)
    lists = my_day.lists_of(branch, staff, at=scope.at)
    return {"lists": lists, "timezone": branch.timezone, "branch": branch}


def time(scope: Scope) -> dict[str, Any]:
    """What the person works on, how the day was shared out, and which zones are theirs (5 queries)."""
    branch = branch_of(scope)
    assert scope.audience_id is not None
    date = business_date(branch, scope.at)
    duties = on_duty(branch, at=scope.at).select_related("staff")
    people: dict[int, list[Staff]] = {}
    for duty in duties.order_by("since"):
        people.setdefault(duty.zone_id, []).append(duty.staff)
    zones = [(zone, people.get(zone.pk, [])) for zone in Zone.objects.filter(branch=branch)]
    mine = [(zone, staff, any(one.pk == scope.audience_id for one in staff)) for zone, staff in zones]
    return {"day": time_of_day(branch, scope.audience_id, date, at=scope.at), "zones": mine, "branch": branch}


def note(scope: Scope) -> dict[str, Any]:
    """The note between the shifts, with what is open beside it (3–8 queries)."""
    branch = branch_of(scope)
    newest = handover.newest_note(branch)
    is_open = newest is not None and newest.acknowledged_at is None
    context: dict[str, Any] = {"note": newest, "is_open": is_open, "branch": branch, "timezone": branch.timezone}
    if newest is not None and is_open:
        staff = person_of(scope)
        context["is_mine"] = newest.written_by_id == staff.pk
        context["things"] = handover.open_things(branch, roles_at(staff, branch))
    return context


def queue(scope: Scope) -> dict[str, Any]:
    """The back office's open tasks, next due first (2 queries)."""
    branch = branch_of(scope)
    rows = open_reminders(branch.pk).filter(kind__in=back_office.LABELS).select_related("owner", "made_by")
    lines = [(my_day.line(one, at=scope.at), one) for one in rows[:QUEUE_ROWS]]
    return {"lines": lines, "timezone": branch.timezone}


def person_of(scope: Scope) -> Staff:
    """Whom a panel is about (1 query)."""
    assert scope.audience_id is not None
    return Staff.objects.get(pk=scope.audience_id)


def is_own_time(entry: Entry, person: int | None) -> bool:
    """Whether news of time and zones changes this person's panel: other people's work does not."""
    return not entry.type.startswith("activity.") or entry.payload["staff"] == person


SCREENS = (
    Screen(name=SCREEN, permission=Permission.FLOOR_VIEW, events=NEWS),
    Screen(name=BACK_OFFICE, permission=Permission.BACK_OFFICE, events=("reminder.*",)),
)
PANELS = (
    Panel(
        name="my-tasks",
        screens=(SCREEN,),
        template="floor/my_day/_tasks.html",
        context=tasks,
        dirtied_by=("reminder.*",),
        audience="person",
        concerns=lambda entry, person: concerns(entry, person) or entry.payload["maker"] == person,
        every=60.0,
    ),
    Panel(
        name="my-time",
        screens=(SCREEN,),
        template="floor/my_day/_time.html",
        context=time,
        dirtied_by=("activity.*", "zone.*"),
        audience="person",
        concerns=is_own_time,
        every=60.0,
    ),
    Panel(
        name="handover-note",
        screens=(SCREEN,),
        template="floor/my_day/_note.html",
        context=note,
        dirtied_by=("handover.*",),
        audience="person",
        every=60.0,
    ),
    Panel(
        name="back-office-queue",
        screens=(BACK_OFFICE,),
        template="floor/back_office/_queue.html",
        context=queue,
        dirtied_by=("reminder.*",),
        permission=Permission.BACK_OFFICE,
        every=60.0,
    ),
)
