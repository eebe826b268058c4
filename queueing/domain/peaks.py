"""The machine of a peak: samples, start, stop, end and review.

A sample a minute is held against two lines; a line is crossed by samples in a row and left by a time under its exit
value, so that a crowd that comes and goes starts the plan once. Locks: the branch's watch, the run, then its tasks.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from lobby.branches.actors import SYSTEM, Actor
from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from lobby.floor.domain.sweeping import be_impatient
from lobby.floor.errors import ReasonMissing
from lobby.live import journal
from lobby.live.events import Event
from queueing.domain import peak_tasks, support
from queueing.domain.peak_news import crossing_of, news_of
from queueing.domain.peak_plans import prepare
from queueing.enums.peaks import PEAK_MOVES, Measure, PeakLevel, PeakStatus
from queueing.errors.peaks import IllegalPeakMove, PeakRunning, ReviewMissing, ReviewNotDue
from queueing.events.peaks import PeakActivated, PeakEased, PeakEnded, PeakReviewed, PeakWarned
from queueing.models import PeakPolicy, PeakRun, PeakWatch
from queueing.selectors.peaks import Crowd, crowd, peak_policy

EVERY = dt.timedelta(minutes=1)
# Samples further apart than this are not "in a row": a worker that was away proves nothing about the time between.
IN_A_ROW = dt.timedelta(minutes=3)
MOST_SAMPLES = 1000


def sample(branch: Branch, *, at: dt.datetime, waits: bool = True) -> PeakWatch | None:
    """Measure the crowd and take the moves it calls for; a second sample within the minute changes nothing.

    None when another process holds the branch and `waits` is off.
    """
    with journal.unit(by=SYSTEM, at=at):
        if not waits:
            be_impatient()
        watch = locked_watch(branch, at=at, waits=waits)
        if watch is None or (watch.sampled_at is not None and at < watch.sampled_at + EVERY):
            return watch
        policy = peak_policy(branch, business_date(branch, at))
        found = crowd(branch, at=at)
        count(watch, found, policy, at=at)
        run = locked_run(branch)
        if run is not None:
            follow(run, watch, found, policy, at=at)
        elif watch.is_held:
            watch.is_held = watch.over_warning > 0
        elif watch.over_warning >= policy.samples_in:
            begin_run(watch, found, policy, at=at)
        watch.save()
    return watch


def locked_watch(branch: Branch, *, at: dt.datetime, waits: bool = True) -> PeakWatch | None:
    """The branch's watch with its row locked; the first one also writes the standard plan (2 statements)."""
    _watch, is_new = PeakWatch.objects.get_or_create(branch=branch)
    if is_new:
        prepare(branch, by=SYSTEM, at=at)
    return PeakWatch.objects.select_for_update(no_key=True, skip_locked=not waits).filter(branch=branch).first()


def locked_run(branch: Branch) -> PeakRun | None:
    """The run that is on, with its row locked (1 statement)."""
    runs = PeakRun.objects.select_for_update(no_key=True, of=("self",)).select_related("branch")
    return runs.filter(branch=branch, ended_at__isnull=True).first()


def count(watch: PeakWatch, found: Crowd, policy: PeakPolicy, *, at: dt.datetime) -> None:
    """Write a sample down: how often in a row over each line, and since when under it."""
    if watch.sampled_at is None or at - watch.sampled_at > IN_A_ROW:
        watch.over_warning = watch.over_active = 0
    watch.sampled_at = at
    watch.waiting, watch.wait_s, watch.arrivals = found.waiting, found.wait_s, found.arrivals
    watch.over_warning = next_count(watch.over_warning, is_over=found.crossed(policy, "warning") is not None)
    watch.over_active = next_count(watch.over_active, is_over=found.crossed(policy, "active") is not None)
    watch.under_warning_since = (watch.under_warning_since or at) if found.is_under(policy, "warning") else None
    watch.under_active_since = (watch.under_active_since or at) if found.is_under(policy, "active") else None


def next_count(before: int, *, is_over: bool) -> int:
    """One more in a row, or none."""
    return min(before + 1, MOST_SAMPLES) if is_over else 0


def begin_run(watch: PeakWatch, found: Crowd, policy: PeakPolicy, *, at: dt.datetime) -> PeakRun:
    """The warning line was crossed; a crowd that is over both lines goes straight on."""
    measure = found.crossed(policy, "warning")
    assert measure is not None
    run = PeakRun(
        branch=watch.branch,
        status=PeakStatus.NORMAL,
        started_at=at,
        measure=measure,
        value=found.value(measure),
        threshold=policy.enter(measure, "warning"),
    )
    keep_worst(run, found)
    warn(run, at=at)
    follow(run, watch, found, policy, at=at)
    return run


def warn(run: PeakRun, *, at: dt.datetime) -> None:
    """Write the new run and hand out the plan of its first level."""
    run.status = check_move(run, "warn")
    run.save(force_insert=True)
    journal.record(PeakWarned(**news_of(run), **crossing_of(run)))
    peak_tasks.hand_out(run, PeakLevel.WARNING, at=at)


def follow(run: PeakRun, watch: PeakWatch, found: Crowd, policy: PeakPolicy, *, at: dt.datetime) -> None:
    """Take the moves that a sample calls for."""
    keep_worst(run, found)
    run.is_confirmed = run.is_confirmed or watch.over_warning >= policy.samples_in
    run.save(update_fields=["most_waiting", "longest_wait_s", "most_arrivals", "is_confirmed"])
    is_rising = watch.over_active >= policy.samples_in
    if is_rising and run.status in PEAK_MOVES["activate"][0]:
        cross(run, found, policy)
        activate(run, at=at)
    elif run.status == PeakStatus.ACTIVE and run.is_confirmed and watch.under_active_since is not None:
        move(run, "ease")
        journal.record(PeakEased(**news_of(run)))
    if is_over(run, watch, policy, at=at):
        end(run, "end", by=SYSTEM, at=at, reason="")


def cross(run: PeakRun, found: Crowd, policy: PeakPolicy) -> None:
    """Note which measure made it a peak, but for one that a person started."""
    measure = found.crossed(policy, "active")
    if run.activated_at is None and run.measure != Measure.HAND and measure is not None:
        run.measure, run.value, run.threshold = measure, found.value(measure), policy.enter(measure, "active")


def activate(run: PeakRun, *, at: dt.datetime) -> None:
    """Put the plan in force; one that comes again from easing off keeps its tasks."""
    is_first = run.activated_at is None
    run.activated_at = run.activated_at or at
    move(
        run,
        "activate",
        activated_at=run.activated_at,
        measure=run.measure,
        value=run.value,
        threshold=run.threshold,
        started_by=run.started_by,
        start_reason=run.start_reason,
        is_confirmed=run.is_confirmed,
    )
    journal.record(PeakActivated(**news_of(run), **crossing_of(run)))
    if is_first:
        peak_tasks.hand_out(run, PeakLevel.ACTIVE, at=at)


def is_over(run: PeakRun, watch: PeakWatch, policy: PeakPolicy, *, at: dt.datetime) -> bool:
    """Whether the level in force has been left for long enough and the warning line is not crossed anew."""
    if not run.is_confirmed or run.status not in PEAK_MOVES["end"][0] or watch.over_warning:
        return False
    since = watch.under_warning_since if run.status == PeakStatus.WARNING else watch.under_active_since
    return since is not None and at - since >= policy.under


def start(branch: Branch, *, by: Actor, at: dt.datetime, reason: str) -> PeakRun:
    """Put the plan in force by hand; who and why stay with the run. It ends by hand too, or once a crowd has come
    and gone. Raises ReasonMissing, PeakRunning.
    """
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        watch = locked_watch(branch, at=at)
        assert watch is not None
        run = locked_run(branch)
        if run is not None and run.status == PeakStatus.ACTIVE:
            raise PeakRunning
        is_new = run is None
        run = run or PeakRun(branch=branch, status=PeakStatus.NORMAL, started_at=at)
        run.measure, run.started_by_id, run.start_reason = Measure.HAND, by.staff_id, reason.strip()
        run.value, run.threshold, run.is_confirmed = 0, 0, False
        if is_new:
            warn(run, at=at)
        activate(run, at=at)
        PeakWatch.objects.filter(pk=watch.pk).update(is_held=False)
    return run


def stop(run: PeakRun, *, by: Actor, at: dt.datetime, reason: str) -> PeakRun:
    """End the plan by hand; it starts by itself again when this crowd was gone. Raises ReasonMissing, IllegalPeakMove."""
    if not reason.strip():
        raise ReasonMissing
    with journal.unit(by=by, at=at):
        watch = locked_watch(run.branch, at=at)
        assert watch is not None
        run = locked(run)
        end(run, "stop", by=by, at=at, reason=reason.strip())
        watch.is_held = watch.over_warning > 0
        watch.save(update_fields=["is_held"])
    return run


def end(run: PeakRun, verb: str, *, by: Actor, at: dt.datetime, reason: str) -> None:
    """Take everything back and ask the head for a review of what was a peak."""
    move(
        run,
        verb,
        ended_at=at,
        end_reason=reason,
        stopped_by_id=by.staff_id,
        closed_at=None if run.activated_at else at,
    )
    support.end_all(run, at=at)
    peak_tasks.take_back(run, at=at)
    if run.needs_review:
        peak_tasks.ask_for_review(run, at=at)
    duration_s = int(run.duration(at).total_seconds())
    journal.record(PeakEnded(**news_of(run), reason=reason, duration_s=duration_s))


def review(run: PeakRun, *, by: Actor, at: dt.datetime, note: str) -> PeakRun:
    """Close a peak that is over with words about it. Raises ReviewMissing, ReviewNotDue."""
    if not note.strip():
        raise ReviewMissing
    with journal.unit(by=by, at=at):
        run = locked(run)
        if not run.needs_review:
            raise ReviewNotDue
        run.review_note, run.reviewed_by_id, run.closed_at = note.strip(), by.staff_id, at
        run.save(update_fields=["review_note", "reviewed_by", "closed_at"])
        peak_tasks.end_review(run, by=by, at=at)
        journal.record(PeakReviewed(**news_of(run)))
    return run


def day_closed(event: Event, by: Actor, at: dt.datetime) -> None:
    """No peak outlives its business day (1 query where there is none)."""
    run = PeakRun.objects.select_related("branch").filter(branch=event.branch_id, ended_at__isnull=True).first()
    if run is not None and business_date(run.branch, run.started_at) < business_date(run.branch, at):
        stop(run, by=SYSTEM, at=at, reason=event.type)


def locked(run: PeakRun) -> PeakRun:
    """Read the run again with its row locked (1 statement)."""
    return PeakRun.objects.select_for_update(no_key=True, of=("self",)).select_related("branch").get(pk=run.pk)


def check_move(run: PeakRun, verb: str) -> PeakStatus:
    """Return the state the verb leads to; raises IllegalPeakMove when the table does not list it."""
    sources, target = PEAK_MOVES[verb]
    if run.status not in sources:
        raise IllegalPeakMove(status=PeakStatus(run.status).label)
    return target


def move(run: PeakRun, verb: str, **fields: Any) -> None:
    """Take the verb's move and save it with the named fields (1 statement). The row must be locked."""
    run.status = check_move(run, verb)
    for name, value in fields.items():
        setattr(run, name, value)
    run.save(update_fields=["status", *(name.removesuffix("_id") for name in fields)])


def keep_worst(run: PeakRun, found: Crowd) -> None:
    """The largest values of the run."""
    run.most_waiting = max(run.most_waiting, found.waiting)
    run.longest_wait_s = max(run.longest_wait_s, found.wait_s)
    run.most_arrivals = max(run.most_arrivals, found.arrivals)
