"""When runs are made: the day's by the calendar, others by hand."""

from __future__ import annotations

import datetime as dt
from functools import partial

from django.db.models import Exists, OuterRef

from lobby.branches import calendar
from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.models import Branch, Counter
from lobby.branches.policies import policy_of
from lobby.floor.domain import deadlines
from lobby.floor.domain.checks import moments as times
from lobby.floor.domain.checks.making import make, make_first_patrol
from lobby.floor.domain.checks.running import open_run
from lobby.floor.domain.sweeping import apart
from lobby.floor.enums.checks import CheckStatus, CheckSubject, When
from lobby.floor.errors.checks import NotAdHoc
from lobby.floor.models import ChecklistRun, ChecklistVersion, Deadline
from lobby.floor.selectors.checks.templates import template_of, templates_of
from lobby.live import journal

DAY_CLOCK = "check.day"
# A check may come before the business day that it belongs to: a branch that opens at 4:15 is checked at 3:30.
AHEAD = dt.timedelta(hours=12)
CATCH_UP_DAYS = 7


def schedule_day(branch: Branch, day: dt.date, *, at: dt.datetime, is_first: bool = False) -> list[ChecklistRun]:
    """Make the runs of a business day that are not there yet; none when the branch does not open.

    On the `is_first` day that a branch is looked after, what was due before is left out.
    """
    hours = calendar.opening(branch, day)
    if hours.opens_at is None:
        return []
    made: list[ChecklistRun | None] = []
    with journal.unit(by=SYSTEM, at=at):
        for version in templates_of(branch, day):
            if version.when == When.PATROL:
                made.append(make_first_patrol(version, branch, day, hours, at=at))
            else:
                made += make_by_calendar(version, branch, day, hours, at=at, is_first=is_first)
    return [run for run in made if run is not None]


def make_by_calendar(
    version: ChecklistVersion, branch: Branch, day: dt.date, hours: calendar.Opening, *, at: dt.datetime, is_first: bool
) -> list[ChecklistRun | None]:
    """The runs of one checklist on one day: one, one for each counter at work, or none."""
    if version.when == When.AD_HOC or not times.is_its_day(version, branch, day):
        return []
    policy, made = policy_of(branch, day), []
    for subject, starts_at in subjects_of(version, branch, day).items():
        planned = times.moments_of(version, branch, day, hours, policy, starts_at=starts_at)
        if planned and not (is_first and planned.lapses_at and planned.lapses_at <= at):
            made.append(make(version, branch, by=SYSTEM, at=at, day=day, moments=planned, subject=subject))
    return made


def subjects_of(version: ChecklistVersion, branch: Branch, day: dt.date) -> dict[int | None, dt.datetime | None]:
    """What one run each is made about: the branch, or the counters that are at work (0–1 queries)."""
    if version.subject == CheckSubject.COUNTER:
        return dict(times.counters_at_work(branch, day).items())
    return {None: None}


def start_by_hand(version: ChecklistVersion, branch: Branch, *, by: Actor, at: dt.datetime) -> ChecklistRun:
    """Begin a checklist that does not come by itself, as often a day as is wanted. Raises NotAdHoc."""
    if version.when != When.AD_HOC or version.subject:
        raise NotAdHoc
    with journal.unit(by=by, at=at):
        return make_open(version, branch, by=by, at=at, subject=None)


def run_today(kind: str, counter: Counter, *, by: Actor, at: dt.datetime) -> ChecklistRun | None:
    """Today's run of a kind about a counter; one is made when the roster did not foresee it.

    None when the branch has no such checklist.
    """
    branch, day = counter.branch, calendar.business_date(counter.branch, at)
    runs = ChecklistRun.objects.filter(kind=kind, day=day, subject_type=CheckSubject.COUNTER, subject_id=counter.pk)
    with journal.unit(by=by, at=at):
        found = runs.exclude(status=CheckStatus.CANCELLED).select_related("version", "branch").order_by("slot").last()
        if found is not None:
            return open_run(found, by=by, at=at) if found.status == CheckStatus.SCHEDULED else found
        version = template_of(kind, branch, day)
        if version is None or version.subject != CheckSubject.COUNTER:
            return None
        return make_open(version, branch, by=by, at=at, subject=counter.pk)


def make_open(
    version: ChecklistVersion, branch: Branch, *, by: Actor, at: dt.datetime, subject: int | None
) -> ChecklistRun:
    """Make the day's next run of a checklist, open at once; two who do it at the same time get one each."""
    day = calendar.business_date(branch, at)
    before = ChecklistRun.objects.filter(
        branch=branch, template=version.template, day=day, subject_type=version.subject, subject_id=subject
    )
    slot, run = 0, None
    while run is None:
        slot = max(slot, before.order_by("-slot").values_list("slot", flat=True).first() or 0) + 1
        run = make(version, branch, by=by, at=at, day=day, moments=times.Moments(at), subject=subject, slot=slot)
    return open_run(run, by=by, at=at)


def sweep_branches(*, at: dt.datetime, limit: int = 500) -> int:
    """Begin to look after branches that are new; returns how many. Afterwards each has a clock of its own.

    A branch that fails stops no other.
    """
    looked_after = Deadline.objects.filter(
        subject_type="branch", subject_id=OuterRef("pk"), kind=DAY_CLOCK, done_at__isnull=True
    )
    found = Branch.objects.filter(is_active=True).exclude(Exists(looked_after)).order_by("pk")[:limit]
    return sum(
        apart(partial(begin, branch, at=at), failed="checks_begin_failed", branch=branch.pk) for branch in list(found)
    )


def begin(branch: Branch, *, at: dt.datetime) -> bool:
    """Make what is still to be done today and set the clock for the days to come; False when somebody else did."""
    with journal.unit(by=SYSTEM, at=at):
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        clocks = Deadline.objects.filter(subject_type="branch", subject_id=branch.pk, kind=DAY_CLOCK)
        if clocks.filter(done_at__isnull=True).exists():
            return False
        today, last = calendar.business_date(branch, at), calendar.business_date(branch, at + AHEAD)
        for day in sorted({today, last}):
            schedule_day(branch, day, at=at, is_first=True)
        deadlines.set_deadline(
            DAY_CLOCK, branch_id=branch.pk, subject=("branch", branch.pk), due_at=next_ring(branch, last)
        )
    return True


def when_day_comes(deadline: Deadline, at: dt.datetime) -> dt.datetime | None:
    """The clock of a branch rang: make the runs of the days that came since, oldest first. Ends with the branch."""
    branch = deadline.branch
    if not branch.is_active:
        return None
    last = calendar.business_date(branch, at + AHEAD)
    first = max(calendar.business_date(branch, deadline.due_at + AHEAD), last - dt.timedelta(days=CATCH_UP_DAYS))
    for number in range((last - first).days + 1):
        schedule_day(branch, first + dt.timedelta(days=number), at=at)
    return next_ring(branch, last)


def next_ring(branch: Branch, day: dt.date) -> dt.datetime:
    """When the day after `day` is made."""
    return calendar.day_bounds(branch, day)[1] - AHEAD
