"""Learn an estimator from the days behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from queueing.estimate.engine import Estimator


@dataclass(frozen=True, slots=True)
class TicketRow:
    """One ticket of a log: codes as text, moments in seconds on the branch's wall clock since one midnight.

    `outcome` is served, noshow (called in vain) or abandoned (left while waiting, at `left_s`).
    """

    ticket: str
    service: str
    is_priority: bool
    issued_s: float
    called_s: float | None
    end_s: float | None
    left_s: float | None
    outcome: str
    counter: str


@dataclass(frozen=True, slots=True)
class CounterRow:
    """One opening (with what it serves) or closing of a counter."""

    t: float
    counter: str
    is_open: bool
    skills: frozenset[str]


def train(
    tickets: Sequence[TicketRow], counters: Sequence[CounterRow] | None = None, *, first_weekday: int = 0
) -> Estimator:
    """Learn from whole days. `first_weekday` is the weekday of the midnight that seconds count from, 0 is Monday.

    Without a counter log a counter counts as open while it serves or did so in the last ten minutes, able to do what
    it did before.
    """
    return Estimator.untrained()
