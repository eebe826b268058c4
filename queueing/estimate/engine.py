"""The estimator: learned arrays in, estimates for a lobby's moment out. No database, numpy only."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.simulation import PATHS, Floor, play
from queueing.estimate.snapshot import Asker, Estimate, Snapshot

FORMAT = 1
# Nothing is known of a service: neither the history nor the snapshot has a mean.
UNKNOWN_SERVICE_S = 300.0
# Past quotes count half after so many seconds, and as much as so many quotes that were right.
HALF_LIFE_S = 2700.0
PRIOR_QUOTES = 6.0
LEAST_QUOTE_S = 60.0


class Estimator:
    """Estimates waits of one branch. Immutable and safe between threads."""

    def __init__(self, arrays: Mapping[str, NDArray[np.generic]]) -> None:
        self._arrays = dict(arrays)
        generator = np.random.default_rng(1)
        self._levels = np.stack([generator.permutation(PATHS) for _ in range(512)], axis=1)

    @classmethod
    def untrained(cls) -> Self:
        """An estimator for a branch without history: means of the snapshot, spread of an ordinary service."""
        return cls({"format": np.array([FORMAT])})

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Rebuild a trained estimator; raises ValueError for arrays of another format."""
        if "format" not in arrays or int(arrays["format"][0]) != FORMAT:
            raise ValueError("these arrays are of another format: train again")
        return cls(arrays)

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Plain arrays for `numpy.savez`, without pickled objects."""
        return dict(self._arrays)

    def estimate(self, snapshot: Snapshot, askers: Sequence[Asker]) -> list[Estimate]:
        """Estimate every asker of one moment together; the order of the answers is that of the askers.

        Along the queue of one service and class neither percentile ever falls.
        """
        if not askers:
            return []
        order = sorted(range(len(askers)), key=lambda number: askers[number].place)
        calls = self._play(snapshot, [askers[number] for number in order])
        level = self._level(snapshot)
        middles, highs = np.median(calls, axis=1) * level, np.quantile(calls, 0.9, axis=1) * level
        found = [Estimate(0.0, 0.0)] * len(askers)
        for rank, number in enumerate(order):
            found[number] = Estimate(float(middles[rank]), float(max(highs[rank], middles[rank])))
        return found

    def _play(self, snapshot: Snapshot, askers: Sequence[Asker]) -> NDArray[np.float64]:
        names: dict[Hashable, int] = {}
        for service in [*(row.service for row in snapshot.queue), *(asker.service for asker in askers)]:
            names.setdefault(service, len(names))
        means = [self._mean(snapshot, service) for service in names]
        able = [
            np.array([number for number, desk in enumerate(snapshot.desks) if service in desk.services], dtype=np.int64)
            for service in names
        ]
        spread = -np.log1p(-(np.arange(PATHS) + 0.5) / PATHS)
        desks = len(snapshot.desks)
        free = np.zeros((PATHS, desks + len(names)))
        for number, desk in enumerate(snapshot.desks):
            if desk.busy_service is not None:
                free[:, number] = spread[self._levels[:, number]] * self._mean(snapshot, desk.busy_service)
        for number, mean in enumerate(means):
            if not len(able[number]):
                able[number] = np.array([desks + number])
                free[:, desks + number] = mean
        services = np.array([names[row.service] for row in snapshot.queue], dtype=np.int64)
        durations = spread[self._levels[:, np.arange(len(services)) % 512]] * np.array(means)[services]
        return play(Floor(free, able), services, durations, [(a.place, names[a.service]) for a in askers])

    def _mean(self, snapshot: Snapshot, service: Hashable) -> float:
        return snapshot.mean_s.get(service) or UNKNOWN_SERVICE_S

    def _level(self, snapshot: Snapshot) -> float:
        """How much longer than quoted customers waited lately, as a factor shrunk to 1."""
        weight, total = PRIOR_QUOTES, 0.0
        for quote in snapshot.past:
            fresh = 0.5 ** (max(0.0, snapshot.now - quote.called) / HALF_LIFE_S)
            ratio = np.log((quote.waited_s + LEAST_QUOTE_S) / (quote.p50_s + LEAST_QUOTE_S))
            weight, total = weight + fresh, total + fresh * float(np.clip(ratio, -1.5, 1.5))
        return float(np.exp(total / weight))
