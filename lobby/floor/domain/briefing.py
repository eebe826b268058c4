"""The morning briefing: what is said of the day, who was there, when it was over; coaching in the course of the day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from lobby.branches.access import first_with_role
from lobby.branches.actors import Actor
from lobby.branches.calendar import business_date, day_bounds, opening
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, RoleGrant, Staff
from lobby.floor.domain import reminders
from lobby.floor.enums.briefing import BRIEFING_MOVES, BriefingStatus, Traffic, Weather
from lobby.floor.errors import EmptyText
from lobby.floor.errors.briefing import AttendanceMissing, BriefingClosed, GoalsMissing, NotOfThisBranch
from lobby.floor.events.briefing import BriefingBegun, BriefingHeld, BriefingWritten, CoachingNoted, OutlookSet
from lobby.floor.models import Attendance, Briefing, CoachingNote, Goal
from lobby.live import journal

REVIEW_DUE = "review.due"
REVIEW_AFTER = dt.timedelta(minutes=30)


def set_outlook(
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    weather: Weather | None,
    traffic: Traffic | None,
    agreed: str = "",
    source: str = "",
) -> Briefing:
    """Say the day's weather and traffic and what was agreed with the back office; the forecast follows at once.

    Raises BriefingClosed.
    """
    with journal.unit(by=by, at=at):
        briefing = todays(branch, by=by, at=at)
        check_move(briefing, "write")
        was_weather, was_traffic = briefing.weather, briefing.traffic
        briefing.weather, briefing.traffic, briefing.agreed = weather or "", traffic or "", agreed.strip()
        briefing.source, briefing.outlook_at, briefing.outlook_by_id = source, at, by.staff_id
        briefing.save(update_fields=["weather", "traffic", "agreed", "source", "outlook_at", "outlook_by"])
        journal.record(
            OutlookSet(
                **news_of(briefing),
                weather=briefing.weather,
                traffic=briefing.traffic,
                was_weather=was_weather,
                was_traffic=was_traffic,
            )
        )
    return briefing


def write_topics(branch: Branch, *, by: Actor, at: dt.datetime, topics: str) -> Briefing:
    """What the meeting is about. Raises BriefingClosed."""
    with journal.unit(by=by, at=at):
        briefing = todays(branch, by=by, at=at)
        check_move(briefing, "write")
        briefing.topics = topics.strip()
        briefing.save(update_fields=["topics"])
        journal.record(BriefingWritten(**news_of(briefing), what="topics"))
    return briefing


def write_attendance(branch: Branch, *, by: Actor, at: dt.datetime, people: Iterable[Staff]) -> Briefing:
    """Who was there; saying it again replaces it. Raises BriefingClosed, NotOfThisBranch."""
    present = {person.pk for person in people}
    with journal.unit(by=by, at=at):
        briefing = todays(branch, by=by, at=at)
        check_move(briefing, "write")
        check_belong(branch, present)
        before = set(briefing.attendances.values_list("staff_id", flat=True))
        briefing.attendances.filter(staff__in=before - present).delete()
        Attendance.objects.bulk_create(
            Attendance(briefing=briefing, staff_id=staff) for staff in sorted(present - before)
        )
        journal.record(BriefingWritten(**news_of(briefing), what="attendance"))
    return briefing


def close(branch: Branch, *, by: Actor, at: dt.datetime) -> Briefing:
    """The meeting is over; whoever leads the branch is reminded of the evening review.

    Raises BriefingClosed, AttendanceMissing, GoalsMissing.
    """
    with journal.unit(by=by, at=at):
        briefing = todays(branch, by=by, at=at)
        status = check_move(briefing, "close")
        attendees = briefing.attendances.count()
        if not attendees:
            raise AttendanceMissing
        goals = Goal.objects.filter(branch=branch, date=briefing.date, staff__isnull=True).count()
        if not goals:
            raise GoalsMissing
        briefing.status, briefing.closed_at, briefing.closed_by_id = status, at, by.staff_id
        briefing.save(update_fields=["status", "closed_at", "closed_by"])
        remind_of_review(briefing, by=by, at=at)
        journal.record(BriefingHeld(**news_of(briefing), attendees=attendees, goals=goals))
    return briefing


def coach(branch: Branch, *, by: Actor, at: dt.datetime, staff: Staff, text: str) -> CoachingNote:
    """Note what somebody was shown, at any time of the day. Raises EmptyText, NotOfThisBranch."""
    if not text.strip():
        raise EmptyText
    assert by.staff_id is not None  # people coach people
    with journal.unit(by=by, at=at):
        check_belong(branch, {staff.pk})
        note = CoachingNote.objects.create(
            branch=branch,
            date=business_date(branch, at),
            staff=staff,
            text=text.strip(),
            noted_at=at,
            noted_by_id=by.staff_id,
        )
        journal.record(CoachingNoted(branch_id=branch.pk, coaching=note.pk, staff=staff.pk))
    return note


def todays(branch: Branch, *, by: Actor, at: dt.datetime) -> Briefing:
    """The briefing of the running business day with its row locked; the first word of a day begins it (2–3 statements)."""
    briefing, is_new = Briefing.objects.get_or_create(
        branch=branch, date=business_date(branch, at), defaults={"begun_at": at}
    )
    if is_new:
        journal.record(BriefingBegun(**news_of(briefing)))
    return Briefing.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=briefing.pk)


def check_move(briefing: Briefing, verb: str) -> BriefingStatus:
    """Return the state the verb leads to; raises BriefingClosed when the table does not list it."""
    sources, target = BRIEFING_MOVES[verb]
    if briefing.status not in sources:
        raise BriefingClosed
    return target


def check_belong(branch: Branch, people: set[int]) -> None:
    """Only active people with a role at the branch count. Raises NotOfThisBranch."""
    here = RoleGrant.objects.filter(branch=branch, staff__in=people, staff__is_active=True)
    if set(here.values_list("staff_id", flat=True)) != people:
        raise NotOfThisBranch


def remind_of_review(briefing: Briefing, *, by: Actor, at: dt.datetime) -> None:
    """The head, else whoever closed the briefing, writes the review a while after the doors are shut."""
    owner = first_with_role(briefing.branch, RoleCode.HEAD)
    if owner is None and by.staff_id is not None:
        owner = Staff.objects.get(pk=by.staff_id)
    if owner is None:
        return
    closes_at = opening(briefing.branch, briefing.date).closes_at
    due_at = closes_at + REVIEW_AFTER if closes_at else day_bounds(briefing.branch, briefing.date)[1]
    subject = ("briefing", briefing.pk)
    reminders.create(owner, briefing.branch, by=by, at=at, due_at=max(at, due_at), kind=REVIEW_DUE, subject=subject)


def news_of(briefing: Briefing) -> dict[str, Any]:
    """The values that every event of a briefing carries."""
    return {"branch_id": briefing.branch_id, "briefing": briefing.pk, "day": briefing.date.isoformat()}
