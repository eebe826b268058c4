"""A step in the level: the day from which more or fewer customers come, told from noise and from single odd days.

Only a late one is looked for. What happened longer ago, the wandering level has followed by itself.
"""

from __future__ import annotations

import numpy as np

from queueing.forecast.history import Numbers, Places

LEAST_AFTER, MOST_AFTER = 6, 25  # days since the step
LEAST_BEFORE, MOST_BEFORE = 10, 30
LEAST_STEP = 0.14  # in logarithms: 15 per cent
CLEAR = 2.8  # standard errors
ODD = 2.0  # days further out are moved to so many standard deviations
LEAST_NOISE = 0.02
ON_ITS_SIDE = 0.7  # so many days must be nearer to their own side's mean


def find_step(log_totals: Numbers, weekday: Places) -> int | None:
    """The place of the first day after the step, None when there is no clear one."""
    best, best_score = None, CLEAR
    for place in range(max(LEAST_BEFORE, len(log_totals) - MOST_AFTER), len(log_totals) - LEAST_AFTER + 1):
        score = clearness(log_totals, weekday, place)
        if score > best_score:
            best, best_score = place, score
    return best


def clearness(log_totals: Numbers, weekday: Places, place: int) -> float:
    """Standard errors between the days before and after a place, times the share on its own side.

    0 where the step is small or the two overlap.
    """
    start = max(0, place - MOST_BEFORE)
    rest = without_weekdays(log_totals[start:], weekday[start:], place - start)
    before, after = rest[: place - start], rest[place - start :]
    spread = max(LEAST_NOISE, 1.4826 * float(np.median(np.abs(before - np.median(before)))))
    low, high = usual_mean(before, spread), usual_mean(after, spread)
    step, middle = high - low, (high + low) / 2
    on_side = min(np.mean((after - middle) * step > 0), np.mean((before - middle) * step < 0))
    if abs(step) < LEAST_STEP or on_side < ON_ITS_SIDE:
        return 0.0
    score = abs(step) / (spread * np.sqrt(1 / len(before) + 1 / len(after)))
    return float(score * on_side)


def without_weekdays(logs: Numbers, weekday: Places, place: int) -> Numbers:
    """What is left after the weekdays, as the days before the place have them; weekdays not seen there say nothing."""
    rest = logs.copy()
    before = np.arange(len(logs)) < place
    for day in np.unique(weekday):
        mine = weekday == day
        rest[mine] -= np.median(logs[mine & before] if (mine & before).any() else logs[mine])
    return rest


def usual_mean(values: Numbers, spread: float) -> float:
    """A mean that odd days cannot pull far (Winsor)."""
    middle = float(np.median(values))
    return float(np.mean(np.clip(values, middle - ODD * spread, middle + ODD * spread)))
