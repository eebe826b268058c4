"""The estimator: learned arrays in, estimates for a lobby's moment out. No database, numpy only.

Three layers: the queue is played forward (`player`), boosted trees move the result as far as held-out days say they
should (`quantiles`), and the newest errors correct the rest (`correction`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.correction import EASE_S, Correction
from queueing.estimate.features import NAMES, features
from queueing.estimate.history import History, learn
from queueing.estimate.player import Player
from queueing.estimate.quantiles import Forest
from queueing.estimate.simulation import PATHS, Floats
from queueing.estimate.snapshot import Asker, Estimate, Snapshot

FORMAT = 2
# Short queues cost little: more paths make their answers smoother.
SHORT_QUEUE, MORE_PATHS = 24, 4 * PATHS
MIDDLE, HIGH = NAMES.index("waiting_p50"), NAMES.index("p90")


@dataclass(frozen=True, slots=True)
class Stack:
    """The trees for both percentiles, how far each is trusted (0 … 1), and a constant shift of each (logarithms)."""

    middle: Forest
    high: Forest
    trust: Floats
    shifts: Floats

    @classmethod
    def none(cls) -> Stack:
        """No trees."""
        return cls(Forest.empty(), Forest.empty(), np.zeros(2), np.zeros(2))

    def move(self, rows: Floats) -> tuple[Floats, Floats]:
        """Both percentiles in seconds for rows of features."""
        found = []
        for base, forest, trust, shift in zip(
            (rows[:, MIDDLE], rows[:, HIGH]), (self.middle, self.high), self.trust, self.shifts, strict=True
        ):
            moved = moved_by(base, trust * forest.predict(rows)) if trust > 0 else base
            found.append(moved * np.exp(shift))
        return found[0], found[1]

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """For saving."""
        return {
            **self.middle.arrays("middle"),
            **self.high.arrays("high"),
            "trust": self.trust,
            "shifts": self.shifts,
        }


def moved_by(base: Floats, logs: Floats) -> Floats:
    """Waits moved by a logarithm of their eased ratio, never below 0."""
    return np.maximum(0.0, (base + EASE_S) * np.exp(logs) - EASE_S)


class Estimator:
    """Estimates waits of one branch. Immutable and safe between threads."""

    def __init__(self, history: History, stack: Stack, correction: Correction) -> None:
        self.history, self.stack, self.correction = history, stack, correction
        self.player, self.fine_player = Player(history), Player(history, MORE_PATHS)

    @classmethod
    def untrained(cls) -> Self:
        """An estimator for a branch without history: means of the snapshot, spread of an ordinary service."""
        return cls(learn([], []), Stack.none(), Correction())

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Rebuild a trained estimator; raises ValueError for arrays of another format."""
        if "format" not in arrays or int(arrays["format"][0]) != FORMAT:
            raise ValueError("these arrays are of another format: train again")
        gain, usual = (float(value) for value in arrays["correction"])
        stack = Stack(
            Forest.of_arrays(arrays, "middle"),
            Forest.of_arrays(arrays, "high"),
            np.asarray(arrays["trust"]),
            np.asarray(arrays["shifts"]),
        )
        history = History(**{field.name: arrays[field.name] for field in fields(History)})
        return cls(history, stack, Correction(gain, usual))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Plain arrays for `numpy.savez`, without pickled objects."""
        return {
            "format": np.array([FORMAT]),
            **self.history.arrays(),
            **self.stack.arrays(),
            **self.correction.arrays(),
        }

    def estimate(self, snapshot: Snapshot, askers: Sequence[Asker]) -> list[Estimate]:
        """Estimate every asker of one moment together; the order of the answers is that of the askers.

        Along the queue of one service and class neither percentile ever falls.
        """
        if not askers:
            return []
        order = sorted(range(len(askers)), key=lambda number: askers[number].place)
        rows = self.look(snapshot, [askers[number] for number in order])
        middles, highs = self.stack.move(rows)
        middles = moved_by(middles, np.where(middles > 0, self.correction.level(snapshot.past, snapshot.now), 0.0))
        highs = highs * np.exp(self.correction.reach(snapshot.past))
        found = [Estimate(0.0, 0.0)] * len(askers)
        lowest: dict[tuple[str, bool], tuple[float, float]] = {}
        for rank, number in enumerate(order):
            line = str(askers[number].service), askers[number].is_priority
            before = lowest.get(line, (0.0, 0.0))
            middle = max(before[0], float(middles[rank]))
            high = max(before[1], float(highs[rank]), middle)
            lowest[line] = middle, high
            found[number] = Estimate(middle, high)
        return found

    def look(self, snapshot: Snapshot, askers: Sequence[Asker]) -> Floats:
        """Play the queue and read the features of askers sorted by place."""
        player = self.fine_player if len(snapshot.queue) <= SHORT_QUEUE else self.player
        return features(snapshot, askers, player.play(snapshot, askers))
