"""The simulator of the demonstration: a range from bad to good, never one figure (S165, N01)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from marketing.models import Product

LEAST, MOST = 1_000, 10_000_000
LONGEST_MONTHS = 120
YUAN = Decimal(1)
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Range:
    """What an amount in whole yuan might have become after so many months: at worst, at best."""

    amount: int
    months: int
    low: int
    high: int

    @property
    def loss(self) -> int:
        """How much of the amount is gone at worst, 0 for none."""
        return max(self.amount - self.low, 0)

    @property
    def gain(self) -> int:
        """How much there is on top at best, 0 for nothing."""
        return max(self.high - self.amount, 0)


def simulate(product: Product, *, amount: int, months: int) -> Range | None:
    """The range of a product, None where no range is kept for it. Interest on interest, by the year."""
    if product.simulated_low is None or product.simulated_high is None:
        return None
    low, high = (grown(amount, rate, months) for rate in (product.simulated_low, product.simulated_high))
    return Range(amount, months, low, high)


def grown(amount: int, percent: Decimal, months: int) -> int:
    """An amount after so many months at a rate a year, in whole yuan, never below nothing."""
    factor = max(1 + percent / HUNDRED, Decimal(0)) ** (Decimal(months) / 12)
    return int((amount * factor).quantize(YUAN, ROUND_HALF_UP))
