"""Training a branch's estimator and deciding whether it comes into force."""

from __future__ import annotations

import datetime as dt
from collections import Counter as Tally
from dataclasses import dataclass

import structlog

from lobby.branches.calendar import business_date
from lobby.branches.models import Branch
from queueing.estimate.engine import Estimator
from queueing.estimate.logs import DAY_S
from queueing.estimate.trained import packed, unpacked, untrained
from queueing.learning.behind import Behind, days_behind
from queueing.learning.judging import Verdict, judged
from queueing.models import WaitModel

# Held out: the last days, as many as hold so many tickets, but no more than this and than a quarter of all.
HELD_OUT_TICKETS, HELD_OUT_DAYS = 600, 5
LEAST_TICKETS = 400

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Trial:
    """A newly trained estimator beside the untrained one and the one in force, on the same days."""

    estimator: Estimator
    samples: int
    new: Verdict
    untrained: Verdict
    in_force: Verdict | None


def train_branch(branch: Branch, *, at: dt.datetime) -> dict[str, object]:
    """Train on the days behind and return the columns of the branch's `WaitModel` that change."""
    model = WaitModel.objects.get(branch=branch)
    trial = tried(days_behind(branch, business_date(branch, at)), model)
    return {"tried_at": at} if trial is None else decided(model, trial, at=at)


def decided(model: WaitModel, trial: Trial, *, at: dt.datetime) -> dict[str, object]:
    """The columns that change after a trial.

    A model comes into force when it did at least as well as the untrained one on the days it had not seen; else the one
    in force stays if it did, and is withdrawn if it did not.
    """
    figures = {
        "tried_at": at,
        "samples": trial.samples,
        "error_s": trial.new.error_s,
        "untrained_error_s": trial.untrained.error_s,
        "coverage": trial.new.coverage,
    }
    log.info(
        "wait_model_tried", branch_id=model.branch_id, error_s=trial.new.error_s, without_s=trial.untrained.error_s
    )
    if trial.new.error_s <= trial.untrained.error_s:
        return {**figures, "version": model.version + 1, "arrays": packed(trial.estimator), "trained_at": at}
    if trial.in_force is not None and trial.in_force.error_s > trial.untrained.error_s:
        return {**figures, "version": model.version + 1, "arrays": None, "trained_at": None}
    return figures


def tried(behind: Behind, model: WaitModel) -> Trial | None:
    """Train on all but the last days and judge on those; None where there is too little to learn or to judge by."""
    from queueing.estimate.training import train  # brings the training library, which only this task needs

    since = held_out_since(behind)
    first_weekday = behind.first.weekday()
    known = [row for row in behind.tickets if row.issued_s < since]
    if len(known) < LEAST_TICKETS:
        return None
    estimator = train(known, [row for row in behind.counters if row.t < since], first_weekday=first_weekday)

    def verdict(one: Estimator) -> Verdict | None:
        return judged(one, behind.tickets, behind.counters, since=since, first_weekday=first_weekday)

    new, without = verdict(estimator), verdict(untrained())
    if new is None or without is None:
        return None
    return Trial(estimator, len(known), new, without, verdict(in_force) if (in_force := present(model)) else None)


def held_out_since(behind: Behind) -> float:
    """The second at which the held-out days begin."""
    days = sorted(Tally(int(row.issued_s // DAY_S) for row in behind.tickets).items())
    most, counted, first = min(HELD_OUT_DAYS, len(days) // 4), 0, 0.0
    for day, tickets in days[len(days) - most :][::-1]:
        counted, first = counted + tickets, day * DAY_S
        if counted >= HELD_OUT_TICKETS:
            break
    return first


def present(model: WaitModel) -> Estimator | None:
    """The trained estimator in force, None without one that this release reads."""
    try:
        return None if model.arrays is None else unpacked(bytes(model.arrays))
    except ValueError:
        return None
