"""What a branch of which nothing is known may expect: a year of a Colombian branch with 400 customers a day (2024)."""

from __future__ import annotations

import numpy as np

from queueing.forecast.bands import USUAL, scale_of
from queueing.forecast.forecaster import Outlook
from queueing.forecast.history import Flags

CUSTOMERS_A_DAY = 400.0
# Per cent of arrivals by hour from 8:00.
HOURLY = (2.6, 13.9, 13.0, 13.7, 10.3, 9.1, 10.3, 11.5, 10.8, 4.8)
FIRST_HOUR = 8
FAMILY_WEIGHT = {"cash": 52.0, "card": 17.0, "noncash": 18.0, "wealth": 5.0, "loan": 4.0, "corporate": 7.0}
OTHER_WEIGHT = 5.0
UNSURE = 0.35  # variance of the logarithm of a day: from half to twice as many
WIDTH = 1.2816


def shares_of(families: list[str]) -> list[float]:
    """How a branch's customers may divide over its services."""
    weights = [FAMILY_WEIGHT.get(family, OTHER_WEIGHT) for family in families]
    return [weight / sum(weights) for weight in weights]


def customers(slot: int) -> float:
    """Customers of a usual branch in a half hour by the wall clock."""
    hour = slot // 2 - FIRST_HOUR
    return CUSTOMERS_A_DAY * HOURLY[hour] / 200 if 0 <= hour < len(HOURLY) else 0.0


def outlook(share: float, is_open: Flags) -> Outlook:
    """A service with a share of a usual branch's customers, on days with open slots of half an hour (days, slots)."""
    by_slot = np.array([customers(slot) for slot in range(is_open.shape[1])])
    said = np.where(is_open, share * by_slot, 0.0)
    width = np.where(is_open, WIDTH * scale_of(said, np.full(said.shape, UNSURE), *USUAL), 0.0)
    return Outlook(np.maximum(said - width, 0), said, said + width, said)
