"""Learn from a counter log when counters are away: planned breaks, other pauses, late comers and early leavers."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.logs import DAY_S, CounterRow
from queueing.estimate.simulation import Bools, Floats

MOST_BREAKS = 6
# A break that ends within so many seconds of the same time on so many days is planned.
PLANNED_WITHIN_S, PLANNED_SHARE, PLANNED_LEAST = 120.0, 0.3, 4
LEAVES_EARLY_S = 1800.0
# The end of a break from which nobody returned that day.
FOR_GOOD_S = 2 * DAY_S


def learn_breaks(
    counters: Sequence[CounterRow], desks: Sequence[str], days: Sequence[int]
) -> dict[str, NDArray[np.generic]]:
    """Each counter's breaks on each day, which of them are planned, and how long the others last.

    Who leaves well before the branch's last closing and does not come back has a break without end.
    """
    places, dates = {name: n for n, name in enumerate(desks)}, {day: n for n, day in enumerate(days)}
    breaks = np.full((len(desks), max(1, len(days)), MOST_BREAKS + 1, 2), np.inf)
    first = np.full(breaks.shape[:2], np.inf)
    closed: dict[tuple[int, int], float] = {}
    last = np.zeros(breaks.shape[1])
    for row in sorted(counters, key=lambda row: (row.t, row.is_open)):
        place, date, second = places[row.counter], dates.get(int(row.t // DAY_S)), row.t % DAY_S
        if date is None:
            continue
        if not row.is_open:
            closed[place, date] = second
            last[date] = max(last[date], second)
        elif (since := closed.pop((place, date), None)) is not None:
            add_break(breaks[place, date], since, second)
        elif np.isinf(first[place, date]):
            first[place, date] = second
    for (place, date), since in closed.items():
        if since < last[date] - LEAVES_EARLY_S:
            add_break(breaks[place, date], since, FOR_GOOD_S)
    planned = mark_planned(breaks)
    other = ~planned & (breaks[..., 1] < DAY_S)
    pauses = breaks[..., 1][other] - breaks[..., 0][other]
    return {"breaks": breaks, "planned": planned, "first": first, "pauses": np.sort(pauses)}


def add_break(rows: Floats, start: float, end: float) -> None:
    """Note a break of one counter and day; the last row stays empty."""
    free = np.flatnonzero(np.isinf(rows[:-1, 0]))
    if len(free) and end > start:
        rows[free[0]] = start, end


def mark_planned(breaks: Floats) -> Bools:
    """Find breaks that end at the same time day after day, and let them start when they were planned to.

    A counter closes for its break only when its customer has gone: the planned start is the early edge of the starts.
    """
    planned = np.zeros(breaks.shape[:3], dtype=np.bool_)
    for place, rows in enumerate(breaks):
        starts, ends = rows[..., 0], rows[..., 1]
        known = ends < DAY_S
        least = max(PLANNED_LEAST, PLANNED_SHARE * known.any(axis=1).sum())
        for end in np.unique(np.round(ends[known] / 300.0) * 300.0):
            alike = known & (np.abs(np.where(known, ends, 0.0) - end) <= PLANNED_WITHIN_S)
            if alike.sum() >= least:
                planned[place] |= alike
                starts[alike] = np.minimum(starts[alike], np.quantile(starts[alike], 0.1))
    return planned
