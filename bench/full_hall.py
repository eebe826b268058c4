"""A full hall whose customers all ask at once how long they wait."""

from __future__ import annotations

import time
from collections.abc import Hashable

import numpy as np

from queueing.estimate.engine import Estimator
from queueing.estimate.snapshot import Asker, Desk, InLine, Snapshot

WAITING, COUNTERS, MS_AT_MOST = 200, 20, 30.0


def crowd() -> tuple[Snapshot, list[Asker]]:
    """A full hall: 200 waiting for four services at 20 counters, everybody asks."""
    services = [f"s{number}" for number in range(4)]
    skills = [frozenset({services[n % 4], services[(n + n // 4) % 4]}) for n in range(COUNTERS)]
    desks = [Desk(f"c{n}", skills[n], busy_service=min(skills[n]), busy_for_s=30.0 * n) for n in range(COUNTERS)]
    queue = [InLine(n, services[n * 7 % 4], n % 6 == 0, 36_000.0 - 20.0 * (WAITING - n)) for n in range(WAITING)]
    askers = [Asker(row.service, row.is_priority, n, 36_000.0 - row.issued) for n, row in enumerate(queue)]
    means: dict[Hashable, float] = dict.fromkeys(services, 400.0)
    return Snapshot(36_000.0, 36_000.0, 0, queue, desks, mean_s=means), askers


def crowd_ms(estimator: Estimator, *, runs: int = 15) -> float:
    """Median milliseconds of one core for everybody of the full hall in one call."""
    snapshot, askers = crowd()
    times = []
    for _ in range(runs):
        started = time.thread_time()
        estimator.estimate(snapshot, askers)
        times.append(1000 * (time.thread_time() - started))
    return float(np.median(times))
