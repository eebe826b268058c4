"""Erlang's delay formula, and a queue whose load changes through the day.

Erlang C is the stationary M/M/c queue (A. K. Erlang 1917; e.g. Gross & Harris, *Fundamentals of Queueing Theory*,
section 2.4). Between half hours the queue carries its backlog on: `Line` follows the mean number present by the pointwise
stationary fluid flow approximation (Wang, Tipper & Banerjee 1996): dL/dt = arrivals − c·μ·ρ(L), where ρ(L) is the load
at which the stationary queue would hold L.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Counts = npt.NDArray[np.int64]

# Loads at which the stationary queue is tabulated: dense near 1, where waits grow.
LOADS: Numbers = 1 - np.geomspace(1.0, 1e-3, 160)
MOST_COUNTERS = 60
STEPS_A_SLOT = 10


def erlang_b(counters: int, load: float) -> float:
    """Share of arrivals that find all counters busy when nobody waits; `load` is arrivals × service time (Erlangs)."""
    blocked = 1.0
    for number in range(1, counters + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(counters: int, load: float) -> float:
    """Share of arrivals that must wait; 1 when the counters cannot carry the load."""
    if load >= counters:
        return 1.0
    blocked = erlang_b(counters, load)
    return counters * blocked / (counters - load * (1 - blocked))


def mean_wait_s(counters: int, load: float, service_s: float) -> float:
    """Mean wait of the stationary queue; infinite when the counters cannot carry the load."""
    if load >= counters:
        return float("inf")
    return erlang_c(counters, load) * service_s / (counters - load)


def counters_for(load: float, service_s: float, target_s: float) -> int:
    """The fewest counters with which the stationary queue waits `target_s` on average at most; 0 for no load."""
    counters = int(load) + 1 if load > 0 else 0
    while counters and mean_wait_s(counters, load, service_s) > target_s:
        counters += 1
    return counters


@cache
def present() -> Numbers:
    """Mean number present (waiting and served) of the stationary queue, [counters, position in LOADS]."""
    table = np.zeros((MOST_COUNTERS + 1, len(LOADS)))
    for counters in range(1, MOST_COUNTERS + 1):
        for place, load in enumerate(LOADS):
            waiting = erlang_c(counters, load * counters) * load / (1 - load)
            table[counters, place] = waiting + counters * load
    return table


def load_at(number: Numbers, counters: Counts) -> Numbers:
    """The load per counter at which the stationary queue holds `number`; row by row, 0 without counters."""
    rows = present()[counters]
    above = np.clip((rows < number[:, None]).sum(axis=1), 1, len(LOADS) - 1)
    each = np.arange(len(number))
    low, high = rows[each, above - 1], rows[each, above]
    part = np.clip((number - low) / np.maximum(high - low, 1e-12), 0.0, 1.0)
    return np.where(counters > 0, LOADS[above - 1] + part * (LOADS[above] - LOADS[above - 1]), 0.0)


def follow(
    number: Numbers, counters: Counts, arrivals: Numbers, service_s: Numbers, slot_s: float
) -> tuple[Numbers, Numbers]:
    """Carry queues through one slot, all rows at once: mean number present at its end, mean wait of its arrivals.

    `arrivals` are those of the slot, spread evenly.
    """
    step_s = slot_s / STEPS_A_SLOT
    coming = arrivals * step_s / slot_s
    able = counters * step_s / service_s
    waited = np.zeros_like(number)
    for _step in range(STEPS_A_SLOT):
        load = load_at(number, counters)
        waiting = np.maximum(number - counters * load, 0.0)
        # What waits, at the pace at which the counters take it on.
        pace = np.maximum(np.where(counters > 0, np.maximum(load, 0.2) * counters, 1e-9), 1e-9) / service_s
        waited += waiting / pace / STEPS_A_SLOT
        number = np.maximum(number + coming - able * load, 0.0)
    return number, waited
