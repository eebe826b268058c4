"""The estimator: learned arrays in, estimates for a lobby's moment out. No database, numpy only.

Three layers: the queue is played forward (`player`), boosted trees move the result as far as held-out days say they
should (`quantiles`), and the newest errors correct the rest (`correction`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.correction import EASE_S, Correction
from queueing.estimate.features import NAMES, features
from queueing.estimate.history import History, learn
from queueing.estimate.player import Player
from queueing.estimate.quantiles import Forest
from queueing.estimate.simulation import PATHS, Floats
from queueing.estimate.snapshot import Asker, Estimate, Snapshot

FORMAT = 3
# Short queues cost little: more paths make their answers smoother.
SHORT_QUEUE, MORE_PATHS = 24, 4 * PATHS
MIDDLE, HIGH = NAMES.index("waiting_p50"), NAMES.index("p90")


@dataclass(frozen=True, slots=True)
class Layer:
    """Trees for one percentile: they move the played wait (or, with anchor 0, nothing) as far as they are trusted.

    `trust` goes from 0 to 1; `shift` is a constant added last; both and the trees speak in logarithms.
    """

    forest: Forest
    column: int
    anchor: float = 1.0
    trust: float = 0.0
    shift: float = 0.0

    def move(self, rows: Floats) -> Floats:
        """The percentile in seconds for rows of features."""
        base = rows[:, self.column] * self.anchor
        moved = moved_by(base, self.trust * self.forest.predict(rows)) if self.trust > 0 else base
        return np.asarray(moved * np.exp(self.shift))

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """For saving."""
        return {**self.forest.arrays(prefix), f"{prefix}_layer": np.array([self.anchor, self.trust, self.shift])}

    @classmethod
    def of_arrays(cls, arrays: Mapping[str, NDArray[np.generic]], prefix: str, column: int) -> Layer:
        """Rebuild from `arrays(prefix)`."""
        anchor, trust, shift = (float(value) for value in arrays[f"{prefix}_layer"])
        return cls(Forest.of_arrays(arrays, prefix), column, anchor, trust, shift)

    @classmethod
    def none(cls, column: int) -> Layer:
        """The played wait as it is."""
        return cls(Forest.empty(), column)


def moved_by(base: Floats, logs: Floats) -> Floats:
    """Waits moved by a logarithm of their eased ratio, never below 0."""
    return np.maximum(0.0, (base + EASE_S) * np.exp(logs) - EASE_S)


class Estimator:
    """Estimates waits of one branch. Immutable and safe between threads."""

    def __init__(self, history: History, middle: Layer, high: Layer, correction: Correction) -> None:
        self.history, self.middle, self.high, self.correction = history, middle, high, correction
        self.player, self.fine_player = Player(history), Player(history, MORE_PATHS)

    @classmethod
    def untrained(cls) -> Self:
        """An estimator for a branch without history: means of the snapshot, spread of an ordinary service."""
        return cls.of_history(learn([], []))

    @classmethod
    def of_history(cls, history: History) -> Self:
        """An estimator that plays a history without trees."""
        return cls(history, Layer.none(MIDDLE), Layer.none(HIGH), Correction())

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, NDArray[np.generic]]) -> Self:
        """Rebuild a trained estimator; raises ValueError for arrays of another format."""
        if "format" not in arrays or int(arrays["format"][0]) != FORMAT:
            raise ValueError("these arrays are of another format: train again")
        gain, usual = (float(value) for value in arrays["correction"])
        middle, high = Layer.of_arrays(arrays, "middle", MIDDLE), Layer.of_arrays(arrays, "high", HIGH)
        learned: dict[str, Any] = {field.name: arrays[field.name] for field in fields(History)}
        return cls(History(**learned), middle, high, Correction(gain, usual))

    def to_arrays(self) -> dict[str, NDArray[np.generic]]:
        """Plain arrays for `numpy.savez`, without pickled objects."""
        return {
            "format": np.array([FORMAT]),
            **self.history.arrays(),
            **self.middle.arrays("middle"),
            **self.high.arrays("high"),
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
        middles, highs = self.middle.move(rows), self.high.move(rows)
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
