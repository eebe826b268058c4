"""Play a queue forward: who is called when, on many paths at once.

A desk that comes free takes the first in calling order whom it may serve. Walking the queue in calling order and giving
each customer the able desk that comes free first is the same thing, so one walk answers everybody on it. Paths share
their draws, place by place: whoever stands behind waits at least as long on every path.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PATHS = 64


@dataclass(frozen=True, slots=True)
class Line:
    """The queue in calling order: service index of each place."""

    services: Ints


@dataclass(slots=True)
class Floor:
    """Desks on every path: when each comes free, in seconds from now (paths × desks), and which serve a service."""

    free: Floats
    able: list[Ints]


def play(floor: Floor, services: Ints, durations: Floats, askers: list[tuple[int, int]]) -> Floats:
    """Walk the queue and say when each asker is called, in seconds from now (askers × paths).

    `services` is the service index of each place, `durations` (paths × places) what each costs a desk; an asker is
    (place, service index), sorted by place.
    """
    rows = np.arange(len(floor.free))
    found = np.empty((len(askers), len(floor.free)))
    walked = 0
    for number, (place, service) in enumerate(askers):
        while walked < place:
            desks = floor.able[services[walked]]
            takes = desks[floor.free[:, desks].argmin(axis=1)]
            floor.free[rows, takes] += durations[:, walked]
            walked += 1
        found[number] = floor.free[:, floor.able[service]].min(axis=1)
    return found
