"""Play a queue forward: who is called when, on many paths at once.

A desk that comes free takes the first in calling order whom it may serve. Walking the queue in calling order and giving
each customer the able desk that comes free first is the same thing, so one walk answers everybody on it. Paths share
their draws, place by place: whoever stands behind in the same line is called no earlier on every path.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PATHS = 128
# Beyond this nobody looks: a desk that never opens again comes free here.
HORIZON_S = 6 * 3600.0
WAIT_BIN_S = 300.0
# At most so many arrivals may jump ahead of one customer on a path.
MOST_JUMPS = 40


@dataclass(slots=True)
class Floor:
    """Desks on every path, paths × desks in seconds from now: when each comes free, when it closes and opens again.

    `paces` says how much slower than the branch each desk serves; `able` has the desks of each service.
    """

    free: Floats
    closes: Floats
    opens: Floats
    paces: Floats
    able: list[Ints]
    may_close: bool = True


@dataclass(slots=True)
class Line:
    """Customers in calling order: service of each place, seconds waited, virtual arrival (seconds from now).

    Paths × places: service seconds, seconds until the customer gives up, a uniform draw for being called in vain.
    """

    services: Ints
    waited: Floats
    arrivals: Floats
    durations: Floats
    patience: Floats
    chances: Floats


@dataclass(slots=True)
class Jumpers:
    """Arrivals to come with a head start, paths × number, in seconds from now; the last column is never reached."""

    times: Floats
    services: Ints
    durations: Floats
    head_start_s: float


@dataclass(slots=True)
class Vain:
    """Calls in vain: their chance by wait in bins of five minutes, and what one costs the desk."""

    chances: Floats
    seconds: float


@dataclass(slots=True)
class Walk:
    """The state of one walk along the queue."""

    floor: Floor
    line: Line
    jumpers: Jumpers
    vain: Vain
    rows: Ints
    jumped: Ints

    def turn(self, service: int) -> tuple[Ints, Floats]:
        """The desk that takes the next customer of a service on each path, and when."""
        desks = self.floor.able[service]
        free = self.floor.free[:, desks]
        first = free.argmin(axis=1)
        return desks[first], free[self.rows, first]

    def occupy(self, rows: Ints, desks: Ints, until: Floats) -> None:
        """Keep desks busy; one that should have closed by then takes its break first."""
        floor = self.floor
        if floor.may_close:
            late = until >= floor.closes[rows, desks]
            if late.any():
                until = np.where(late, np.maximum(until, floor.opens[rows, desks]), until)
                floor.closes[rows[late], desks[late]] = np.inf
        floor.free[rows, desks] = until

    def serve(self, place: int) -> Floats:
        """Call the customer at a place and occupy the desks; returns when."""
        line = self.line
        service = int(line.services[place])
        desks, called = self.admit(service, float(line.arrivals[place]))
        cost = line.durations[:, place] * self.floor.paces[desks]
        if self.vain.seconds > 0:
            bins = ((line.waited[place] + called) * (1 / WAIT_BIN_S)).astype(np.int64)
            vain = line.chances[:, place] < self.vain.chances.take(bins, mode="clip")
            cost = np.where(vain, self.vain.seconds, cost)
        cost *= called <= line.patience[:, place]
        self.occupy(self.rows, desks, called + cost)
        return called

    def admit(self, service: int, arrival: float) -> tuple[Ints, Floats]:
        """The next turn of a service after serving the arrivals that jump ahead of a virtual arrival."""
        desks, called = self.turn(service)
        jumpers = self.jumpers
        latest = arrival + jumpers.head_start_s
        if latest <= 0:
            return desks, called
        for _ in range(MOST_JUMPS):
            times = jumpers.times[self.rows, self.jumped]
            hits = np.flatnonzero((times <= called) & (times < latest))
            if not len(hits):
                break
            self.jump(hits, times[hits])
            desks, called = self.turn(service)
        return desks, called

    def jump(self, rows: Ints, times: Floats) -> None:
        """Serve the next jumper on some paths."""
        floor, jumpers = self.floor, self.jumpers
        numbers = self.jumped[rows]
        services = jumpers.services[rows, numbers]
        for service in np.unique(services):
            mine = services == service
            paths, desks = rows[mine], floor.able[service]
            free = floor.free[np.ix_(paths, desks)]
            first = free.argmin(axis=1)
            starts = np.maximum(free[np.arange(len(paths)), first], times[mine])
            takes = desks[first]
            self.occupy(paths, takes, starts + jumpers.durations[paths, numbers[mine]] * floor.paces[takes])
        self.jumped[rows] += 1


@dataclass(frozen=True, slots=True)
class Turn:
    """Whose call is asked for: in front of which place, for which service, virtual arrival in seconds from now.

    `is_place` when the asker is the very customer at that place of the line.
    """

    place: int
    service: int
    arrival: float
    is_place: bool


def play(floor: Floor, line: Line, jumpers: Jumpers, vain: Vain, turns: Sequence[Turn]) -> Floats:
    """Walk the queue and say when each asker is called, in seconds from now (turns × paths); turns sorted by place."""
    paths = len(floor.free)
    walk = Walk(floor, line, jumpers, vain, np.arange(paths), np.zeros(paths, dtype=np.int64))
    found = np.empty((len(turns), paths))
    walked, last = 0, np.zeros(paths)
    for number, turn in enumerate(turns):
        while walked < turn.place + turn.is_place:
            last = walk.serve(walked)
            walked += 1
        found[number] = last if turn.is_place else ask(walk, turn)
    return np.minimum(found, HORIZON_S)


def ask(walk: Walk, turn: Turn) -> Floats:
    """When somebody in front of the place reached would be called, without moving the walk."""
    free, closes, jumped = walk.floor.free, walk.floor.closes, walk.jumped
    walk.floor.free, walk.floor.closes, walk.jumped = free.copy(), closes.copy(), jumped.copy()
    _, called = walk.admit(turn.service, turn.arrival)
    walk.floor.free, walk.floor.closes, walk.jumped = free, closes, jumped
    return called
