"""The flow forecast on real logs: its errors beside last week's counts and the mean of eight weeks, its time and memory.

A forecast of a fortnight is made every seventh day from the ninth week on, from what was known then.
"""

from __future__ import annotations

import datetime as dt
import os
import resource
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from queueing.forecast import Forecaster, History
from queueing.forecast.files import read_counts
from queueing.forecast.history import ONE_DAY, Flags, Numbers

ROOT = Path(__file__).resolve().parent.parent
FILES = ("bank_arrivals_1999_h1.csv.gz", "us_bank_arrivals_2003_30min.csv.gz")
FIRST_ORIGIN, STEP, AHEAD = 56, 7, 14
LEVELS = (0.1, 0.5, 0.9)
END_OF_TIME = dt.datetime(9999, 1, 1)  # noqa: DTZ001 - the files tell the wall clock
WEEKS = 8
# Of last week's error, of the eight weeks' mean's, of last week's pinball loss; coverage; seconds and MB a branch.
MOST = {"of_last_week": 0.74, "of_eight_weeks": 0.89, "pinball_of_last_week": 0.74, "seconds": 2.0, "mb": 300}
COVERED = (0.76, 0.84)


def folder() -> Path:
    """Where the logs lie."""
    return Path(os.environ.get("LOBBY_DATA", ROOT.parent / "shared" / "data"))


def measure() -> dict[str, Any]:
    """Measure every log that is there."""
    found = {name: measured(folder() / name) for name in FILES if (folder() / name).exists()}
    return {"logs": found, "absent": [name for name in FILES if name not in found], "mb": memory_mb()}


def memory_mb() -> float:
    """The most memory that this process has had."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measured(path: Path) -> dict[str, float]:
    """Errors of the forecast and of both baselines over all origins."""
    counts = read_counts(path, before=END_OF_TIME)
    assert counts is not None
    history = counts.history
    sums: dict[str, float] = dict.fromkeys(("came", "mine", "week", "weeks", "loss", "week_loss", "inside", "slots"), 0)
    longest = 0.0
    for origin in range(FIRST_ORIGIN, history.days - AHEAD + 1, STEP):
        began = time.process_time()
        forecaster = Forecaster().learn(until(history, origin))
        dates = [history.first + (origin + number) * ONE_DAY for number in range(AHEAD)]
        outlooks = [forecaster.outlook(service, dates) for service in range(len(history.services))]
        longest = max(longest, time.process_time() - began)
        for service, outlook in enumerate(outlooks):
            known = history.known(service)
            came = known[origin : origin + AHEAD]
            week, weeks = same_weekdays(known, origin, 1), same_weekdays(known, origin, WEEKS)
            add(sums, came, (outlook.p10, outlook.p50, outlook.p90), week, weeks)
    return {
        "wape": sums["mine"] / sums["came"],
        "last_week": sums["week"] / sums["came"],
        "eight_weeks": sums["weeks"] / sums["came"],
        "of_last_week": sums["mine"] / sums["week"],
        "of_eight_weeks": sums["mine"] / sums["weeks"],
        "pinball_of_last_week": sums["loss"] / sums["week_loss"],
        "covered": sums["inside"] / sums["slots"],
        "seconds": longest,
    }


def until(history: History, days: int) -> History:
    """The first days of a history."""
    return History(
        history.services, history.first, history.minutes, history.counts[:, :days], history.is_open[:, :days]
    )


def same_weekdays(known: Numbers, origin: int, most: int) -> Numbers:
    """The mean of the last known same weekdays before the origin, for each day ahead; 0 where there is none."""
    found = np.zeros((AHEAD, known.shape[1]))
    for day in range(AHEAD):
        earlier = [place for place in range(origin - 7 + day % 7, -1, -7) if not np.isnan(known[place]).all()][:most]
        if earlier:
            found[day] = np.nan_to_num(known[earlier]).mean(axis=0)
    return found


def add(
    sums: dict[str, float], came: Numbers, mine: tuple[Numbers, Numbers, Numbers], week: Numbers, weeks: Numbers
) -> None:
    """Add one fortnight of one service."""
    is_open: Flags = ~np.isnan(came)
    real = came[is_open]
    sums["came"] += float(real.sum())
    sums["slots"] += len(real)
    sums["inside"] += float(((mine[0][is_open] <= real) & (real <= mine[2][is_open])).sum())
    for name, said in (("mine", mine[1]), ("week", week), ("weeks", weeks)):
        sums[name] += float(np.abs(said[is_open] - real).sum())
    for level, said in zip(LEVELS, mine, strict=True):
        sums["loss"] += loss(level, said[is_open], real)
        sums["week_loss"] += loss(level, week[is_open], real)


def loss(level: float, said: Numbers, came: Numbers) -> float:
    """Pinball loss of a quantile."""
    return float(np.maximum(level * (came - said), (level - 1) * (came - said)).sum())


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The report, a line at a time."""
    yield f"Flow forecast, 14 days ahead by half hour, an origin every {STEP} days; errors are WAPE of p50"
    for name, one in found["logs"].items():
        yield (
            f"  {name}: {one['wape']:.3f} = {one['of_last_week']:.3f} of last week's {one['last_week']:.3f}"
            f" (at most {MOST['of_last_week']}) and {one['of_eight_weeks']:.3f} of eight weeks' {one['eight_weeks']:.3f}"
            f" (at most {MOST['of_eight_weeks']})"
        )
        yield (
            f"    pinball {one['pinball_of_last_week']:.3f} of last week's (at most {MOST['pinball_of_last_week']}),"
            f" p10–p90 covers {one['covered']:.1%} ({COVERED[0]:.0%} to {COVERED[1]:.0%}),"
            f" {one['seconds']:.2f} s a branch (at most {MOST['seconds']})"
        )
    for name in found["absent"]:
        yield f"  {name}: not there ({folder()}; LOBBY_DATA names another folder), not measured"
    yield f"  memory of the process at most {found['mb']:.0f} MB (at most {MOST['mb']})"
