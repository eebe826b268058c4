"""What a figure is made of: parts that can be added over hours, days and branches before anything is divided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import accumulate

BUCKET_S = 6  # a tenth of a minute: medians are told to one decimal of a minute


@dataclass(frozen=True, slots=True)
class Parts:
    """`n` rows, the `total` of their measure, and for medians how many fell into each bucket of 6 seconds."""

    n: int = 0
    total: float = 0.0
    buckets: Counter[int] = field(default_factory=Counter)

    def __add__(self, other: Parts) -> Parts:
        return Parts(self.n + other.n, self.total + other.total, self.buckets + other.buckets)

    @property
    def mean(self) -> float | None:
        """Mean measure, None for no rows. Of a measure that is 1 or 0 this is the share."""
        return self.total / self.n if self.n else None

    @property
    def median(self) -> float | None:
        """Median measure, true to half a bucket; of an even number of rows the mean of the middle two."""
        if not self.n:
            return None
        return (self.nth((self.n - 1) // 2) + self.nth(self.n // 2)) / 2

    def nth(self, rank: int) -> float:
        """The measure of the row with this many smaller ones before it."""
        ordered = sorted(self.buckets)
        reached = accumulate(self.buckets[bucket] for bucket in ordered)
        return next(bucket for bucket, count in zip(ordered, reached, strict=True) if count > rank) * float(BUCKET_S)


def added(parts: Iterable[Parts]) -> Parts:
    """The parts of a whole."""
    return sum(parts, Parts())
