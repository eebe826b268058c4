"""Starting, stepping and ending simulated days."""

from __future__ import annotations

import datetime as dt
import time

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from lobby.branches.calendar import business_date, day_bounds
from lobby.branches.errors import Conflict, Forbidden
from lobby.branches.models import Branch
from queueing.models import SimulationRun
from queueing.simulation.driver import close_counters, open_counters, play_step
from queueing.simulation.invented import InventedDay

HISTORY = dt.timedelta(minutes=75)
STEP = dt.timedelta(seconds=20)
ONE_TICK = dt.timedelta(microseconds=1)
LONGEST = dt.timedelta(hours=10)


class NotADemoBranch(Forbidden):
    """Invented customers never enter a real branch."""

    code = "not_a_demo_branch"
    message = _("Only a demo branch can be simulated.")


class AlreadySimulated(Conflict):
    """One simulated day at a time."""

    code = "already_simulated"
    message = _("A simulated day is running already.")


def start_run(branch: Branch, *, at: dt.datetime, speed: float = 1.0, seed: int | None = None) -> SimulationRun:
    """Begin a simulated day: it starts a while ago, so the hall is busy at once.

    Raises NotADemoBranch, AlreadySimulated.
    """
    if not branch.is_demo:
        raise NotADemoBranch
    began = max(at - HISTORY, day_bounds(branch, business_date(branch, at))[0])
    with transaction.atomic():
        Branch.objects.select_for_update(no_key=True).get(pk=branch.pk)
        if SimulationRun.objects.filter(branch=branch, ended_at__isnull=True).exists():
            raise AlreadySimulated
        return SimulationRun.objects.create(
            branch=branch,
            seed=seed if seed is not None else int(at.timestamp()),
            speed=speed,
            started_at=at,
            reached_at=began,
        )


def step_run(run: SimulationRun, *, at: dt.datetime, longest_s: float = 60.0) -> SimulationRun:
    """Play on to `at` in small steps, for `longest_s` seconds of the clock at most.

    Each step is claimed by a conditional update before it is played: of two processes one plays it, and no lock is held
    while the verbs work.
    """
    gives_up = time.monotonic() + longest_s
    if not run.sessions and claim_step(run, run.reached_at + ONE_TICK):
        run.sessions = [session.pk for session in open_counters(run.branch, at=run.reached_at)]
        run.save(update_fields=["sessions"])
    script = InventedDay(run.branch, seed=run.seed, speed=run.speed)
    while run.reached_at < at and time.monotonic() < gives_up:
        since, moment = run.reached_at, min(at, run.reached_at + STEP / max(1.0, run.speed))
        if not claim_step(run, moment):
            break
        play_step(run.branch, run.sessions, script, since=since, at=moment)
    return run


def claim_step(run: SimulationRun, moment: dt.datetime) -> bool:
    """Move `reached_at` on, if nobody else has."""
    running = SimulationRun.objects.filter(pk=run.pk, reached_at=run.reached_at, ended_at__isnull=True)
    is_mine = running.update(reached_at=moment) == 1
    run.reached_at = moment
    return is_mine


def end_run(run: SimulationRun, *, at: dt.datetime) -> None:
    """Close the counters it drives; waiting customers stay for whoever wants to serve them."""
    close_counters(run.sessions, at=at)
    SimulationRun.objects.filter(pk=run.pk, ended_at__isnull=True).update(ended_at=at)


def sweep_runs(*, at: dt.datetime) -> int:
    """Step every running day and end those that have gone on long enough; returns how many were stepped."""
    stepped = 0
    for run in SimulationRun.objects.filter(ended_at__isnull=True).select_related("branch"):
        if at - run.started_at > LONGEST:
            end_run(run, at=at)
        else:
            step_run(run, at=at, longest_s=20)
            stepped += 1
    return stepped
