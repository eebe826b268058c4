"""Making one run with its clock."""

from __future__ import annotations

import datetime as dt

from lobby.branches import calendar
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.domain.checks.moments import Moments, patrol_every
from lobby.floor.domain.checks.moving import SUBJECT, news_of, tell
from lobby.floor.enums.checks import CheckStatus, When
from lobby.floor.events.checks import CheckHurried, CheckScheduled
from lobby.floor.models import ChecklistRun, ChecklistVersion
from lobby.live import journal

CLOCK = "check.run"


def make(
    version: ChecklistVersion,
    branch: Branch,
    *,
    by: Actor,
    at: dt.datetime,
    day: dt.date,
    moments: Moments,
    subject: int | None = None,
    slot: int = 1,
) -> ChecklistRun | None:
    """Make one run; None when it is there already, whoever made it. Call it inside a unit of work."""
    run, is_new = ChecklistRun.objects.get_or_create(
        branch=branch,
        template=version.template,
        day=day,
        subject_type=version.subject,
        subject_id=subject,
        slot=slot,
        defaults={
            "version": version,
            "kind": version.template.kind,
            "opens_at": moments.opens_at,
            "due_at": moments.due_at,
            "lapses_at": moments.lapses_at,
            "made_by_id": by.staff_id,
        },
    )
    if not is_new:
        return None
    tell(CheckScheduled(**news_of(run)))
    if moments.lapses_at is not None or moments.opens_at > at:
        deadlines.set_deadline(CLOCK, branch_id=branch.pk, subject=(SUBJECT, run.pk), due_at=moments.opens_at)
    return run


def make_first_patrol(
    version: ChecklistVersion, branch: Branch, day: dt.date, hours: calendar.Opening, *, at: dt.datetime
) -> ChecklistRun | None:
    """The first patrol begins when the branch opens, or now when it is open already; each one makes the next."""
    if hours.opens_at is None or hours.closes_at is None or at >= hours.closes_at:
        return None
    return make_patrol(version, branch, day, hours, slot=1, begins_at=max(hours.opens_at, at), at=at)


def make_next_patrol(run: ChecklistRun, *, at: dt.datetime) -> ChecklistRun | None:
    """The next patrol of the day begins now; none when the branch is closed by the time it would be due."""
    hours = calendar.opening(run.branch, run.day)
    if not hours.includes(at):
        return None
    return make_patrol(run.version, run.branch, run.day, hours, slot=run.slot + 1, begins_at=at, at=at)


def make_patrol(
    version: ChecklistVersion,
    branch: Branch,
    day: dt.date,
    hours: calendar.Opening,
    *,
    slot: int,
    begins_at: dt.datetime,
    at: dt.datetime,
) -> ChecklistRun | None:
    """A patrol has one interval from when it begins; there is none that would be due after closing."""
    ends_at = begins_at + patrol_every(version, branch, policy_of(branch, day))
    if hours.closes_at is None or ends_at > hours.closes_at:
        return None
    moments = Moments(begins_at, ends_at, ends_at)
    return make(version, branch, by=SYSTEM, at=at, day=day, moments=moments, slot=slot)


def hurry_patrols(branch: Branch, *, by: Actor, at: dt.datetime) -> None:
    """The branch got busy: the patrol that is on is due within the shorter interval from now."""
    with journal.unit(by=by, at=at):
        on = ChecklistRun.objects.select_for_update(no_key=True, of=("self",)).select_related("version")
        waiting = (CheckStatus.OPEN, CheckStatus.IN_PROGRESS)
        for run in on.filter(branch=branch, version__when=When.PATROL, status__in=waiting, missed_at__isnull=True):
            due_at = at + patrol_every(run.version, branch, policy_of(branch, run.day))
            if run.lapses_at is not None and due_at < run.lapses_at:
                run.due_at = run.lapses_at = due_at
                run.save(update_fields=["due_at", "lapses_at"])
                deadlines.set_deadline(CLOCK, branch_id=branch.pk, subject=(SUBJECT, run.pk), due_at=due_at)
                tell(CheckHurried(**news_of(run)))


def stop_clock(run: ChecklistRun, *, at: dt.datetime) -> None:
    """Nothing is due any more (1 statement)."""
    deadlines.stop(subject=(SUBJECT, run.pk), at=at)
