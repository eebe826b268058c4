"""Correct estimates by what the latest ones got wrong."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from queueing.estimate.snapshot import PastQuote

# Added to waits before ratios are taken: an error of seconds on a wait of seconds is no error.
EASE_S = 60.0
HALF_LIFE_S = 2700.0
MOST_LOG = 1.0
# Quotes that count as right before the first one is known.
PRIOR_QUOTES = 8.0
PRIOR_COVERED = 20.0
MISSED = 0.08
REACH = 2.0
LONGEST_SHIFT = 0.7


@dataclass(frozen=True, slots=True)
class Correction:
    """What training says of the errors to expect: `gain` of the level, and the usual logarithm of wait ÷ quote."""

    gain: float = 0.5
    usual: float = 0.0

    def level(self, past: Iterable[PastQuote], now: float) -> float:
        """The logarithm to add to p50: how much longer than quoted customers waited lately."""
        weight = total = 0.0
        for quote in past:
            if max(quote.waited_s, quote.p50_s) > EASE_S / 2:
                fresh = 0.5 ** (max(0.0, now - quote.called) / HALF_LIFE_S)
                weight += fresh
                total += fresh * (log_ratio(quote.waited_s, quote.p50_s) - self.usual)
        return self.gain * total / (weight + PRIOR_QUOTES)

    def reach(self, past: Iterable[PastQuote]) -> float:
        """The logarithm to add to p90: more after more misses than meant, less after fewer."""
        count = missed = 0
        for quote in past:
            count += 1
            missed += quote.waited_s > quote.p90_s + 1.0
        share = (missed + PRIOR_COVERED * MISSED) / (count + PRIOR_COVERED)
        return float(np.clip(REACH * (share - MISSED), -LONGEST_SHIFT, LONGEST_SHIFT))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """For saving."""
        return {"correction": np.array([self.gain, self.usual])}


def log_ratio(waited_s: float, quoted_s: float) -> float:
    """The logarithm of wait ÷ quote, eased and bounded."""
    return max(-MOST_LOG, min(MOST_LOG, math.log((waited_s + EASE_S) / (quoted_s + EASE_S))))
