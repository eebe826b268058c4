"""Boosted trees as plain arrays, evaluated for many rows and all trees at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.simulation import Floats, Ints


@dataclass(frozen=True, slots=True)
class Forest:
    """A sum of trees. Trees × nodes; a leaf points to itself, so that every row may walk `depth` steps."""

    columns: Ints
    thresholds: Floats
    lefts: Ints
    rights: Ints
    values: Floats
    start: float
    depth: int

    def predict(self, rows: Floats) -> Floats:
        """The sum of the leaves that each row reaches."""
        if not self.values.size:
            return np.full(len(rows), self.start)
        trees = np.arange(len(self.values))[None, :]
        each = np.arange(len(rows))[:, None]
        nodes = np.zeros((len(rows), len(self.values)), dtype=np.int64)
        for _ in range(self.depth):
            below = rows[each, self.columns[trees, nodes]] <= self.thresholds[trees, nodes]
            nodes = np.where(below, self.lefts[trees, nodes], self.rights[trees, nodes])
        return np.asarray(self.values[trees, nodes].sum(axis=1) + self.start)

    def arrays(self, prefix: str) -> dict[str, NDArray[np.generic]]:
        """By name, for saving."""
        found: dict[str, NDArray[np.generic]] = {
            f"{prefix}_{name}": getattr(self, name) for name in ("columns", "thresholds", "lefts", "rights", "values")
        }
        return found | {f"{prefix}_start": np.array([self.start]), f"{prefix}_depth": np.array([self.depth])}

    @classmethod
    def of_arrays(cls, arrays: Any, prefix: str) -> Forest:
        """Rebuild from `arrays(prefix)`."""
        columns, thresholds, lefts, rights, values = (
            arrays[f"{prefix}_{name}"] for name in ("columns", "thresholds", "lefts", "rights", "values")
        )
        start, depth = float(arrays[f"{prefix}_start"][0]), int(arrays[f"{prefix}_depth"][0])
        return cls(columns, thresholds, lefts, rights, values, start, depth)

    @classmethod
    def empty(cls, start: float = 0.0) -> Forest:
        """No trees: always `start`."""
        none, ints = np.zeros((0, 1)), np.zeros((0, 1), dtype=np.int64)
        return cls(ints, none, ints, ints, none, start, 0)


def forest_of(model: Any) -> Forest:
    """The trees of a fitted HistGradientBoostingRegressor without missing values and categories."""
    trees = [stage[0].nodes for stage in model._predictors]
    if not trees:
        return Forest.empty(float(np.ravel(model._baseline_prediction)[0]))
    size = max(len(nodes) for nodes in trees)
    shape = (len(trees), size)
    columns, lefts, rights = (np.zeros(shape, dtype=np.int64) for _ in range(3))
    thresholds, values = np.zeros(shape), np.zeros(shape)
    for number, nodes in enumerate(trees):
        count, leaf, own = len(nodes), nodes["is_leaf"].astype(bool), np.arange(len(nodes))
        columns[number, :count] = np.where(leaf, 0, nodes["feature_idx"])
        thresholds[number, :count] = nodes["num_threshold"]
        lefts[number, :count] = np.where(leaf, own, nodes["left"])
        rights[number, :count] = np.where(leaf, own, nodes["right"])
        values[number, :count] = np.where(leaf, nodes["value"], 0.0)
    depth = int(max(nodes["depth"].max() for nodes in trees))
    start = float(np.ravel(model._baseline_prediction)[0])
    return Forest(columns, thresholds, lefts, rights, values, start, depth)
