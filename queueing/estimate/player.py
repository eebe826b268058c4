"""Turn a snapshot into desks, customers and arrivals to come on many paths, and play it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from queueing.estimate.absences import Absences
from queueing.estimate.history import LEAST_SERVICE_S, SLOT_S, SLOTS, History, ordinary_shape
from queueing.estimate.simulation import (
    PATHS,
    WAIT_BIN_S,
    Floats,
    Floor,
    Ints,
    Jumpers,
    Line,
    Turn,
    Vain,
    play,
)
from queueing.estimate.snapshot import Asker, Desk, Snapshot

COLUMNS = 512
JUMPS = 24
# Nothing is known of a service: neither the history nor the snapshot has a mean.
UNKNOWN_SERVICE_S = 300.0
# The branch's speed of late counts as much as so many services of the long run; one service's own on top of it.
LEVEL_PRIOR, SERVICE_LEVEL_PRIOR = 60.0, 200.0
# A desk that is free while somebody it serves waits longer than this is not really there.
NOT_THERE_AFTER_S = 10.0
FIRST_S = 1e9


@dataclass(slots=True)
class Played:
    """What the walk said (askers × paths), and what it was played with."""

    calls: Floats
    names: dict[str, int]
    means: Floats
    floor: Floor
    desks: int
    rests: Floats
    paces: Floats
    level: float


@dataclass(frozen=True, slots=True)
class Draws:
    """The same random draws for every branch and moment, paths × columns; each column is spread evenly over the paths."""

    levels: Ints
    exponentials: Floats
    chances: Floats
    gaps: Floats
    jump_chances: Floats


@lru_cache(maxsize=4)
def draws_for(paths: int) -> Draws:
    """Draws for a number of paths; the seed is fixed, so the same moment always gets the same answer."""
    generator = np.random.default_rng(20250106)

    def spread_evenly() -> Ints:
        return np.stack([generator.permutation(paths) for _ in range(COLUMNS)], axis=1)

    levels, shares, chances = (spread_evenly() for _ in range(3))
    return Draws(
        levels=levels,
        exponentials=-np.log((shares + 0.5) / paths),
        chances=(chances + 0.5) / paths,
        gaps=np.cumsum(generator.exponential(size=(paths, JUMPS)), axis=1),
        jump_chances=generator.random((paths, JUMPS)),
    )


class Player:
    """Plays snapshots with what a branch's history says. Immutable."""

    def __init__(self, history: History, paths: int = PATHS) -> None:
        self.history, self.paths = history, paths
        self.services = {str(name): number for number, name in enumerate(history.services)}
        self.counters = {str(name): number for number, name in enumerate(history.counters)}
        self.ordinary = self.spread(ordinary_shape())
        self.shapes = np.array([self.spread(shape) for shape in history.shapes])
        draws = draws_for(paths)
        self.levels, self.exponentials, self.chances = draws.levels, draws.exponentials, draws.chances
        self.gaps, self.jump_chances = draws.gaps, draws.jump_chances
        self.absences = Absences(history, self.levels)

    def spread(self, shape: Floats) -> Floats:
        """Quantiles of a shape for as many paths as are played."""
        levels = (np.arange(self.paths) + 0.5) / self.paths
        return np.asarray(np.interp(levels, (np.arange(len(shape)) + 0.5) / len(shape), shape))

    def play(self, snapshot: Snapshot, askers: Sequence[Asker]) -> Played:
        """Play the snapshot for askers sorted by place."""
        names = self.name_services(snapshot, askers)
        level, means = self.speeds(snapshot, names)
        shapes = np.array([self.shape(name) for name in names])
        tables = shapes * means[:, None]
        paces = self.paces(snapshot, level)
        floor = self.floor(snapshot, names, tables, paces)
        line = self.line(snapshot, names, tables)
        head_start = float(self.history.head_start[0])
        turns = []
        for asker in askers:
            service, place = names[str(asker.service)], min(asker.place, len(snapshot.queue))
            arrival = -asker.waited_s - head_start * asker.is_priority
            row = snapshot.queue[place] if place < len(snapshot.queue) else None
            mine = row is not None and row.service == asker.service and abs(line.waited[place] - asker.waited_s) < 0.5
            turns.append(Turn(place, service, arrival, bool(mine and asker.waited_s > 0)))
        rests = np.median(floor.free, axis=0)
        vain = Vain(self.history.vain, float(self.history.vain_s[0]))
        calls = play(floor, line, self.jumpers(snapshot, names, tables), vain, turns)
        return Played(calls, names, means, floor, len(snapshot.desks), rests, paces, level)

    def name_services(self, snapshot: Snapshot, askers: Sequence[Asker]) -> dict[str, int]:
        """Number the services: those of the history first."""
        names = dict(self.services)
        found: list[Hashable] = [row.service for row in snapshot.queue]
        found += [asker.service for asker in askers]
        found += [desk.busy_service for desk in snapshot.desks if desk.busy_service is not None]
        for service in found:
            names.setdefault(str(service), len(names))
        return names

    def speeds(self, snapshot: Snapshot, names: dict[str, int]) -> tuple[float, Floats]:
        """How much slower the branch is lately than on average (logarithm), and the mean seconds of each service now."""
        given = {str(service): mean for service, mean in snapshot.mean_s.items()}
        recent = {str(service): row for service, row in snapshot.rolling.items() if row.n > 0 and row.mean_s > 0}
        known = [float(mean) for mean in self.history.means if mean > 0] or [m for m in given.values() if m > 0]
        overall = float(np.mean(known)) if known else UNKNOWN_SERVICE_S
        base = np.full(len(names), overall)
        for name, number in names.items():
            if number < len(self.services) and self.history.samples[number] >= 5:
                base[number] = self.history.means[number]
            else:
                base[number] = given.get(name) or overall
        logs = {name: float(np.log(row.mean_s / base[names[name]])) for name, row in recent.items() if name in names}
        count = sum(recent[name].n for name in logs)
        level = sum(recent[name].n * value for name, value in logs.items()) / (count + LEVEL_PRIOR)
        means = base * np.exp(level)
        for name, value in logs.items():
            n = recent[name].n
            means[names[name]] *= np.exp((value - level) * n / (n + SERVICE_LEVEL_PRIOR))
        return level, means

    def shape(self, name: str) -> Floats:
        """Quantiles of a service's time as a multiple of its mean."""
        number = self.services.get(name)
        return self.ordinary if number is None else self.shapes[number]

    def paces(self, snapshot: Snapshot, level: float) -> Floats:
        """How much slower each open desk is today than the branch, a factor, from what it did and who sits there."""
        daily, lasting = self.history.pace_variance
        noise = float(self.history.log_noise[0])
        offset = (
            float(np.average(self.history.log_offsets, weights=self.history.samples + 1e-9)) if self.services else 0.0
        )
        found = np.zeros(len(snapshot.desks))
        for number, desk in enumerate(snapshot.desks):
            known = self.counters.get(str(desk.counter if desk.teller is None else desk.teller))
            prior = float(self.history.teller_paces[known]) if known is not None else 0.0
            variance = float(daily if known is not None else daily + lasting)
            seen = desk.served_log - desk.served * (offset + level)
            if variance > 0:
                prior += variance * (seen - desk.served * prior) / (noise + desk.served * variance)
            found[number] = prior
        return np.asarray(np.exp(np.clip(found, -1.0, 1.0)))

    def floor(self, snapshot: Snapshot, names: dict[str, int], tables: Floats, paces: Floats) -> Floor:
        """Desks open now, those that may open, and one to open for a service that has none."""
        number = len(snapshot.desks)
        free = np.zeros((self.paths, number))
        wanted = {row.service for row in snapshot.queue if snapshot.now - row.issued > NOT_THERE_AFTER_S}
        for column, desk in enumerate(snapshot.desks):
            if desk.busy_service is not None:
                free[:, column] = self.rest(
                    snapshot, tables[names[str(desk.busy_service)]] * paces[column], desk, column
                )
            elif not wanted.isdisjoint(desk.services):
                free[:, column] = self.exponentials[:, column] * self.history.idle_gap[0]
        closes, opens, later, later_able = self.absences.draw(snapshot)
        busy = np.array([desk.busy_service is not None for desk in snapshot.desks], dtype=np.bool_)
        late = (free >= closes) & busy
        free, closes = np.where(late, np.maximum(free, opens), free), np.where(late, np.inf, closes)
        columns = [free, later]
        able = []
        extra = number + later.shape[1]
        for service, place in names.items():
            now = [n for n, desk in enumerate(snapshot.desks) if self.serves(desk, service)]
            then = [number + n for n, skills in enumerate(later_able) if place < len(skills) and skills[place]]
            if not now and not then:
                # Nobody is there to serve it: one is assumed to open within an ordinary service.
                columns.append(tables[place][self.levels[:, :1]])
                then, extra = [extra], extra + 1
            able.append(np.array(now + then, dtype=np.int64))
        free = np.concatenate(columns, axis=1)
        pad = np.full((self.paths, free.shape[1] - number), np.inf)
        return Floor(
            free=free,
            closes=np.concatenate([closes, pad], axis=1),
            opens=np.concatenate([opens, pad], axis=1),
            paces=np.concatenate([paces, np.ones(free.shape[1] - number)]),
            able=able,
            may_close=bool(np.isfinite(closes).any()),
        )

    def serves(self, desk: Desk, service: str) -> bool:
        """Whether an open desk takes a service; one that says nothing takes what it took before."""
        skills = desk.services | desk.secondary
        if skills:
            return any(str(skill) == service for skill in skills)
        known, place = self.counters.get(str(desk.counter)), self.services.get(service)
        return known is None or place is None or bool(self.history.skills[known, place])

    def rest(self, snapshot: Snapshot, table: Floats, desk: Desk, column: int) -> Floats:
        """Seconds until a busy desk comes free, given how long its customer is there already."""
        start = int(np.searchsorted(table, desk.busy_for_s, side="right"))
        left = table[start:] - desk.busy_for_s
        if len(left) < 3:
            # Longer than nearly everybody: such services end at a rate of their own.
            return np.asarray(self.exponentials[:, column] * max(LEAST_SERVICE_S, 0.3 * table.mean()))
        found = left[self.levels[:, column] * len(left) // self.paths]
        vain_left = float(self.history.vain_s[0]) - desk.busy_for_s
        if vain_left > 0 and (last := snapshot.last_waits.get(desk.busy_service)) is not None:
            # Nobody may have come to the counter yet.
            chance = self.history.vain[min(len(self.history.vain) - 1, int(last.waited_s // WAIT_BIN_S))]
            found = np.where(self.chances[:, column] < chance, vain_left, found)
        return np.asarray(found)

    def line(self, snapshot: Snapshot, names: dict[str, int], tables: Floats) -> Line:
        """The queue with everybody's draws."""
        queue, history = snapshot.queue, self.history
        services = np.array([names[str(row.service)] for row in queue], dtype=np.int64)
        waited = np.array([max(0.0, snapshot.now - row.issued) for row in queue])
        ahead = np.array([FIRST_S if row.goes_first else history.head_start[0] * row.is_priority for row in queue])
        columns = np.arange(len(queue)) % COLUMNS
        known = np.where(services < len(self.services), services, 0)
        rates = history.leave_rates[known] if len(self.services) else np.zeros(len(queue))
        patience = self.exponentials[:, columns] / np.maximum(rates, 1e-9)
        durations = tables[services, self.levels[:, columns]] if len(queue) else np.zeros((self.paths, 0))
        return Line(services, waited, -waited - ahead, durations, patience, self.chances[:, columns])

    def jumpers(self, snapshot: Snapshot, names: dict[str, int], tables: Floats) -> Jumpers:
        """Arrivals of the priority class within its head start, at the rate of this time of day."""
        head_start = float(self.history.head_start[0])
        rates = self.history.jump_rates[:, int(snapshot.second_of_day // SLOT_S) % SLOTS]
        total = float(rates.sum())
        times = np.full((self.paths, JUMPS + 1), np.inf)
        services = np.zeros((self.paths, JUMPS + 1), dtype=np.int64)
        if total > 0:
            times[:, :-1] = np.where(self.gaps / total < head_start, self.gaps / total, np.inf)
            services[:, :-1] = np.searchsorted(np.cumsum(rates / total)[:-1], self.jump_chances)
        durations = tables[services, self.levels[:, : JUMPS + 1]]
        return Jumpers(times, services, durations, head_start)
