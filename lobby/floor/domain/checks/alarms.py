"""Calling for somebody because a check is not done, and calling it off."""

from __future__ import annotations

import datetime as dt

from lobby.branches import calendar
from lobby.branches.actors import SYSTEM, Actor
from lobby.floor.domain.alerts import raise_alert, resolve_about
from lobby.floor.domain.checks.moving import SUBJECT
from lobby.floor.enums.checks import When
from lobby.floor.models import ChecklistRun, ItemResult

NOT_HANDED_IN = "check.not_handed_in"
PATROL_MISSED = "check.patrol_missed"
TOO_FEW = "check.too_few"
RESULT = "check-item"


def tell_that_it_is_due(run: ChecklistRun, *, at: dt.datetime) -> None:
    """One alert for the lobby manager and the head; nobody is called to the check of a day that is over."""
    if run.version.is_watched and not is_over(run, at=at):
        values = {"check": in_both(run), "due": calendar.clock_time(run.branch, run.due_at or at)}
        raise_alert(run.branch, NOT_HANDED_IN, by=SYSTEM, at=at, subject=(SUBJECT, run.pk), values=values)


def tell_that_a_patrol_is_missed(run: ChecklistRun, *, at: dt.datetime) -> None:
    """One alert until somebody patrols again, however many are missed."""
    if run.version.is_watched and not is_over(run, at=at):
        subject = ("branch", run.branch_id)
        raise_alert(run.branch, PATROL_MISSED, by=SYSTEM, at=at, subject=subject, values={"check": in_both(run)})


def tell_that_too_few_are_left(result: ItemResult, *, by: Actor, at: dt.datetime) -> None:
    """The count of something is below its minimum."""
    item = result.item
    values = {"item": {"zh": item.text_zh, "en": item.text_en}, "count": result.count, "minimum": item.minimum}
    raise_alert(result.run.branch, TOO_FEW, by=by, at=at, subject=(RESULT, result.pk), values=values)


def enough_are_left(result: ItemResult, *, at: dt.datetime) -> None:
    """It was counted anew (1 query when there was no alert)."""
    resolve_about((RESULT, result.pk), at=at, reason="counted anew", among=[TOO_FEW])


def call_off(run: ChecklistRun, *, at: dt.datetime) -> None:
    """It is done, or not needed: the alert about it ends (1 query when there is none)."""
    if run.version.when == When.PATROL:
        resolve_about(("branch", run.branch_id), at=at, reason="patrolled", among=[PATROL_MISSED])
    else:
        resolve_about((SUBJECT, run.pk), at=at, reason="handed in", among=[NOT_HANDED_IN])


def is_over(run: ChecklistRun, *, at: dt.datetime) -> bool:
    """Whether the run's business day is over."""
    return calendar.business_date(run.branch, at) > run.day


def in_both(run: ChecklistRun) -> dict[str, str]:
    """The checklist's name as a value that is worded in the reader's language."""
    return {"zh": run.version.name_zh, "en": run.version.name_en}
