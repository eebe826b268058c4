"""What the clock does with a run: it appears, somebody is told, it is missed."""

from __future__ import annotations

import datetime as dt

from lobby.branches import calendar
from lobby.branches.actors import SYSTEM
from lobby.branches.policies import policy_of
from lobby.floor.domain.checks import alarms, running
from lobby.floor.domain.checks import moments as times
from lobby.floor.domain.checks.moving import locked
from lobby.floor.enums.checks import CheckStatus, CheckSubject, When
from lobby.floor.models import ChecklistRun, Deadline

AHEAD_OF_PEOPLE = (CheckStatus.SCHEDULED, CheckStatus.OPEN, CheckStatus.IN_PROGRESS)


def when_it_rings(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The clock rang: take every step whose time has come; return when the next one is due."""
    run = locked(ChecklistRun(pk=deadline.subject_id))
    if run.status in AHEAD_OF_PEOPLE and run.made_by_id is None and run.version.when != When.PATROL:
        keep_to_the_day(run, at=at)
    while (step := next_step(run, deadline)) is not None:
        verb, moment = step
        if moment > at:
            return moment
        run = take(run, verb, deadline, at=at)
    return None


def next_step(run: ChecklistRun, deadline: Deadline) -> tuple[str, dt.datetime] | None:
    """What the clock does next with a run and when; None when the rest is up to people."""
    if run.status == CheckStatus.SCHEDULED:
        return "open", run.opens_at
    if run.status not in AHEAD_OF_PEOPLE or run.lapses_at is None:
        return None
    if run.due_at is not None and deadline.warned_at is None and run.version.when != When.PATROL:
        return "warn", run.due_at
    return "miss", run.lapses_at


def take(run: ChecklistRun, verb: str, deadline: Deadline, *, at: dt.datetime) -> ChecklistRun:
    """One step of the clock."""
    match verb:
        case "open":
            return running.open_run(run, by=SYSTEM, at=at)
        case "warn":
            deadline.warned_at = at
            alarms.tell_that_it_is_due(run, at=at)
            return run
        case _:
            return running.miss(run, by=SYSTEM, at=at)


def keep_to_the_day(run: ChecklistRun, *, at: dt.datetime) -> None:
    """The branch may open later than was planned, or not at all: the run follows (2–5 statements)."""
    hours = calendar.opening(run.branch, run.day)
    if hours.opens_at is None:
        forget_the_day(run, at=at)
        return
    starts_at = None
    if run.subject_type == CheckSubject.COUNTER and run.subject_id is not None:
        starts_at = times.counters_at_work(run.branch, run.day).get(run.subject_id)
    policy = policy_of(run.branch, run.day)
    planned = times.moments_of(run.version, run.branch, run.day, hours, policy, starts_at=starts_at)
    if planned is not None and planned != times.Moments(run.opens_at, run.due_at, run.lapses_at):
        run.opens_at, run.due_at, run.lapses_at = planned.opens_at, planned.due_at, planned.lapses_at
        run.save(update_fields=["opens_at", "due_at", "lapses_at"])


def forget_the_day(run: ChecklistRun, *, at: dt.datetime) -> None:
    """A day on which the branch does not open has nothing that is due; what people began may still be handed in."""
    run.due_at = run.lapses_at = None
    run.save(update_fields=["due_at", "lapses_at"])
    if run.status == CheckStatus.SCHEDULED:
        run.status = running.cancel(run, by=SYSTEM, at=at, reason="closed that day").status
