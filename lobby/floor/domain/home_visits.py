"""Visits to people who cannot come: asked for, planned with two people, made, and ended by a signed result (S147)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from lobby.branches.access import staff_with_role
from lobby.branches.actors import Actor
from lobby.branches.calendar import clock_time
from lobby.branches.enums import RoleCode
from lobby.branches.models import Branch, Staff
from lobby.floor import kinds
from lobby.floor.domain import reminders
from lobby.floor.domain.attachments import bind
from lobby.floor.domain.joined import forget_stale
from lobby.floor.enums.care import HOME_VISIT_MOVES, HomeVisitNeed, HomeVisitStatus
from lobby.floor.errors import ReasonMissing
from lobby.floor.errors.care import (
    ContactMissing,
    IllegalHomeVisitMove,
    ResultUnsigned,
    TwoPeopleNeeded,
    VisitTimePast,
)
from lobby.floor.events.care import (
    HomeVisitBegun,
    HomeVisitCancelled,
    HomeVisitDone,
    HomeVisitPlanned,
    HomeVisitRequested,
)
from lobby.floor.models import HomeVisit
from lobby.floor.wording import check_words
from lobby.live import journal

BEFORE = "care.home_visit"
SUBJECT = "home-visit"

REMINDER_KINDS = (
    kinds.ReminderKind(
        name=BEFORE, text=_("Home visit at {time}, together with {other}: take papers and the terminal"), lead_s=60 * 60
    ),
)


def request(
    branch: Branch,
    *,
    by: Staff,
    at: dt.datetime,
    need: HomeVisitNeed,
    name: str,
    phone: str,
    address: str,
    wished_at: dt.datetime | None = None,
    note: str = "",
    route_note: str = "",
    needs_terminal: bool = True,
) -> HomeVisit:
    """Somebody asks for a visit. Raises ContactMissing, AppearanceNoted (also for words about health)."""
    contact = {"name": name.strip(), "phone": phone.strip(), "address": address.strip()}
    if not all(contact.values()):
        raise ContactMissing
    notes = {"note": check_words(note), "route_note": check_words(route_note)}
    with journal.unit(by=by.actor, at=at):
        visit = HomeVisit.objects.create(
            branch=branch,
            need=need,
            wished_at=wished_at,
            needs_terminal=needs_terminal,
            requested_at=at,
            requested_by=by,
            **contact,
            **notes,
        )
        journal.record(HomeVisitRequested(**news_of(visit)))
    return visit


def plan(
    visit: HomeVisit,
    *,
    by: Actor,
    at: dt.datetime,
    starts_at: dt.datetime,
    people: tuple[Staff, Staff],
    route_note: str = "",
) -> HomeVisit:
    """Name two different people and a time; both are reminded an hour before. Planning anew replaces the plan.

    Raises TwoPeopleNeeded, VisitTimePast, IllegalHomeVisitMove.
    """
    first, second = people
    with journal.unit(by=by, at=at):
        visit = locked(visit)
        check_move(visit, "plan")
        check_people(visit.branch, people)
        if starts_at <= at:
            raise VisitTimePast
        route = {"route_note": check_words(route_note)} if route_note.strip() else {}
        move(visit, "plan", starts_at=starts_at, first=first, second=second, **route)
        journal.record(
            HomeVisitPlanned(**news_of(visit), starts_at=starts_at.isoformat(), first=first.pk, second=second.pk)
        )
        remind_both(visit, by=by, at=at)
    return visit


def begin(visit: HomeVisit, *, by: Actor, at: dt.datetime) -> HomeVisit:
    """Both are on their way. Raises IllegalHomeVisitMove."""
    with journal.unit(by=by, at=at):
        visit = move(locked(visit), "begin", begun_at=at)
        forget_reminders(visit, at=at, reason="under way")
        journal.record(HomeVisitBegun(**news_of(visit)))
    return visit


def finish(
    visit: HomeVisit, *, by: Staff, at: dt.datetime, result: str, attachments: Collection[int] = ()
) -> HomeVisit:
    """It was made: what came of it, with the signed paper or a picture of it.

    Raises ResultUnsigned, AttachmentUnknown, AppearanceNoted, IllegalHomeVisitMove.
    """
    if not attachments:
        raise ResultUnsigned
    words = check_words(result)
    if not words:
        raise ReasonMissing
    with journal.unit(by=by.actor, at=at):
        visit = move(locked(visit), "finish", ended_at=at, result=words)
        bind(attachments, subject=(SUBJECT, visit.pk), branch=visit.branch, by=by)
        journal.record(HomeVisitDone(**news_of(visit)))
    return visit


def cancel(visit: HomeVisit, *, by: Actor, at: dt.datetime, reason: str) -> HomeVisit:
    """It does not take place. Raises ReasonMissing, IllegalHomeVisitMove."""
    words = check_words(reason)
    if not words:
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        visit = move(locked(visit), "cancel", ended_at=at, cancel_reason=words)
        forget_reminders(visit, at=at, reason="cancelled")
        journal.record(HomeVisitCancelled(**news_of(visit)))
    return visit


def check_people(branch: Branch, people: tuple[Staff, Staff]) -> None:
    """Two different people who work here (1 query). Raises TwoPeopleNeeded."""
    asked = {one.pk for one in people}
    if len(asked) != 2 or staff_with_role(branch, RoleCode.values).filter(pk__in=asked).count() != 2:
        raise TwoPeopleNeeded


def remind_both(visit: HomeVisit, *, by: Actor, at: dt.datetime) -> None:
    """One reminder for each; those of an earlier plan are gone."""
    forget_reminders(visit, at=at, reason="planned anew")
    assert visit.first is not None
    assert visit.second is not None
    assert visit.starts_at is not None
    for owner, other in ((visit.first, visit.second), (visit.second, visit.first)):
        values: Mapping[str, Any] = {"time": clock_time(visit.branch, visit.starts_at), "other": other.name}
        reminders.create(
            owner,
            visit.branch,
            by=by,
            at=at,
            due_at=visit.starts_at,
            kind=BEFORE,
            values=values,
            subject=(SUBJECT, visit.pk),
        )


def forget_reminders(visit: HomeVisit, *, at: dt.datetime, reason: str) -> None:
    """Nobody is reminded of this plan any more."""
    reminders.cancel_about((SUBJECT, visit.pk), at=at, reason=reason, kind=BEFORE)


def locked(visit: HomeVisit) -> HomeVisit:
    """Read the home visit again with its row locked (1 statement)."""
    rows = HomeVisit.objects.select_for_update(no_key=True, of=("self",)).select_related("branch", "first", "second")
    found = rows.get(pk=visit.pk)
    forget_stale(found, "first", "second")
    return found


def check_move(visit: HomeVisit, verb: str) -> HomeVisitStatus:
    """Return the state the verb leads to; raises IllegalHomeVisitMove when the table does not list it."""
    sources, target = HOME_VISIT_MOVES[verb]
    if visit.status not in sources:
        raise IllegalHomeVisitMove(status=HomeVisitStatus(visit.status).label)
    return target


def move(visit: HomeVisit, verb: str, **fields: Any) -> HomeVisit:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    visit.status = check_move(visit, verb)
    for name, value in fields.items():
        setattr(visit, name, value)
    visit.save(update_fields=["status", *fields])
    return visit


def news_of(visit: HomeVisit) -> dict[str, Any]:
    """The values that every event of a home visit carries: whom and where stays in the row."""
    return {"branch_id": visit.branch_id, "home_visit": visit.pk}
