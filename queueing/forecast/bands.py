"""How far counts stray from their forecast: quantiles of what past forecasts of the same log got wrong.

A count scatters with its own size (as a Poisson number does, `spread` times as much) and with the day's (`sway`, a share).
Errors are divided by that before their quantiles are taken, so that busy and quiet slots share what is learned; the
quantiles of the divided errors are then those of the log itself, not of any law: a conformal correction, made on forecasts
as old as the ones it is for (Vovk et al., Algorithmic Learning in a Random World, 2005; rolling origins as in Hyndman &
Athanasopoulos, Forecasting, ch. 5).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from queueing.forecast.history import Numbers, Places

# Past forecasts are retold with strengths that were learned later, so they err a little less than the real ones did:
# quantiles are taken a little further out than those they stand for, 0.1 and 0.9.
LEVELS = np.array([0.09, 0.91])
NORMAL = np.array([-1.3408, 1.3408])
COVERED, COVERED_BY_FEW = 0.82, 0.78
FEW = 5.0  # customers a slot, below which whole numbers make bands cover more than they say
SKEW = 1 / 3
PRIOR_ERRORS = 60.0  # the normal law counts as much as so many errors
SPREADS = (1.0, 1.4, 2.0, 3.0, 5.0, 8.0, 12.0)
SWAYS = (0.0, 0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.45)
USUAL = (1.2, 0.15)
BINS = 3
WIDTHS = np.linspace(0.6, 1.2, 13)
LEAST_IN_BIN = 80


@dataclass(frozen=True, slots=True)
class Errors:
    """What past forecasts said and what came: one entry a slot. `unsure` is the variance of the day's logarithm."""

    said: Numbers
    came: Numbers
    unsure: Numbers

    def at(self, places: Places) -> Errors:
        """Some of them."""
        return Errors(self.said[places], self.came[places], self.unsure[places])


@dataclass(frozen=True, slots=True)
class Bands:
    """Learned scatter: its scale, and quantiles of scaled errors by size of the forecast."""

    spread: float
    sway: float
    sizes: Numbers  # (bins,) middle sizes, as logarithms
    quantiles: Numbers  # (bins, 2)

    def around(self, said: Numbers, unsure: Numbers) -> tuple[Numbers, Numbers]:
        """Quantiles (3, …) and mean of the counts that a forecast `said`."""
        scale = scale_of(said, unsure, self.spread, self.sway)
        size = np.log(said + 0.1)
        low, high = (said + scale * np.interp(size, self.sizes, self.quantiles[:, end]) for end in (0, 1))
        return np.maximum(np.sort(np.stack([low, np.maximum(said - SKEW, 0), high]), axis=0), 0), said


def scale_of(said: Numbers, unsure: Numbers, spread: float, sway: float) -> Numbers:
    """Standard deviation of a count about its forecast."""
    return np.sqrt(spread * said + (sway**2 + unsure) * said**2 + 0.01)


def learn(errors: Errors) -> Bands:
    """Learn the scatter; few errors leave it near a usual one."""
    spread, sway = best_scale(errors)
    scaled = (errors.came - errors.said) / scale_of(errors.said, errors.unsure, spread, sway)
    order = np.argsort(errors.said, kind="stable")
    bins = max(1, min(BINS, len(order) // LEAST_IN_BIN))
    parts = np.array_split(order, bins)
    return Bands(
        spread,
        sway,
        np.array([float(np.log(np.median(errors.said[part]) + 0.1)) if len(part) else 0.0 for part in parts]),
        np.array([fitted_quantiles(errors.at(part), scaled[part], spread, sway) for part in parts]),
    )


def best_scale(errors: Errors) -> tuple[float, float]:
    """The spread and sway under which the errors are likeliest, each error told by its size alone (Laplace)."""
    if len(errors.said) < PRIOR_ERRORS:
        return USUAL
    best, least = USUAL, np.inf
    apart = np.abs(errors.came - errors.said)
    for spread in SPREADS:
        for sway in SWAYS:
            scale = scale_of(errors.said, errors.unsure, spread, sway)
            cost = float(np.mean(np.log(scale) + np.sqrt(2) * apart / scale))
            if cost < least:
                best, least = (spread, sway), cost
    return best


def fitted_quantiles(errors: Errors, scaled: Numbers, spread: float, sway: float) -> Numbers:
    """Quantiles of scaled errors, made so much wider or narrower that the band covers what it should.

    Few customers come in whole numbers: a band from 0 on covers every empty slot, and would be too wide.
    """
    marks = drawn_quantiles(scaled)
    if len(scaled) < LEAST_IN_BIN:
        return marks
    scale = scale_of(errors.said, errors.unsure, spread, sway)
    low, high = (np.maximum(errors.said + np.outer(WIDTHS * mark, scale), 0) for mark in marks)
    covered = np.mean((low <= errors.came) & (errors.came <= high), axis=1)
    wanted = COVERED if np.median(errors.said) >= FEW else COVERED_BY_FEW
    return marks * float(WIDTHS[np.argmin(np.abs(covered - wanted))])


def drawn_quantiles(scaled: Numbers) -> Numbers:
    """Quantiles of scaled errors, drawn to the normal law's where there are few."""
    if not len(scaled):
        return NORMAL
    own = len(scaled) / (len(scaled) + PRIOR_ERRORS)
    return own * np.quantile(scaled, LEVELS) + (1 - own) * NORMAL
