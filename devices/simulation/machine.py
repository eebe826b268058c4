"""One machine that is played: what it is used for, what it runs out of, what breaks, and what it says."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass, field

from devices.simulation.habits import Habit, Trouble, habit_of

Words = dict[str, str]
# Below these shares of a full roll or cassette a machine says so.
LOW, OUT = 0.15, 0.0
REFILLED_AFTER_H = 0.5


@dataclass(slots=True)
class Machine:
    """A machine of a fleet; times are simulated seconds. The same seed, code and steps make it say the same."""

    device_id: int
    code: str
    kind: str
    seed: int
    now: float = 0.0
    paper: float = 1.0
    cash: float = 0.5
    busy_until: float = 0.0
    refill_at: float = 0.0
    ends_at: dict[str, float] = field(default_factory=dict)
    dice: random.Random = field(init=False)
    habit: Habit = field(init=False)
    # How far its clock is off, in real seconds: most are right, some are slow, few are useless.
    skew_s: float = field(init=False)

    def __post_init__(self) -> None:
        """Draw what it is like."""
        self.dice = random.Random(f"{self.seed}:{self.code}")  # noqa: S311 - a play, not a secret
        self.habit = habit_of(self.kind)
        self.paper = self.dice.uniform(0.2, 1.0)
        self.skew_s = self.dice.choices((0.0, -90.0, 40.0, 600.0), (90, 6, 3, 1))[0]

    def step(self, seconds: float) -> Words:
        """Let time pass and say how it is."""
        self.now += seconds
        hours = seconds / 3600
        for trouble in self.habit.troubles:
            self.suffer(trouble, hours)
        self.be_used(hours)
        self.be_refilled()
        return self.words()

    def suffer(self, trouble: Trouble, hours: float) -> None:
        """Perhaps a trouble begins; one that is over ends."""
        if self.ends_at.get(trouble.name, 0.0) <= self.now:
            self.ends_at.pop(trouble.name, None)
            if self.happens(hours / trouble.between_h):
                self.ends_at[trouble.name] = self.now + self.dice.expovariate(1 / (trouble.lasts_h * 3600))

    def be_used(self, hours: float) -> None:
        """Perhaps somebody comes; what they take is gone."""
        if self.busy_until > self.now or self.ends_at or not self.habit.uses_per_h:
            return
        if self.happens(hours * self.habit.uses_per_h):
            self.busy_until = self.now + self.dice.expovariate(1 / self.habit.use_s)
            self.paper = max(OUT, self.paper - self.habit.paper_per_use)
            change = self.habit.cash_per_use * self.dice.choice((-1, -1, 1))
            self.cash = min(1.0, max(0.0, self.cash + change))

    def be_refilled(self) -> None:
        """Somebody comes with paper and cash a while after it ran low."""
        if not self.refill_at and (self.paper < LOW or not LOW < self.cash < 1 - LOW):
            self.refill_at = self.now + self.dice.expovariate(1 / (REFILLED_AFTER_H * 3600))
        elif self.refill_at and self.refill_at <= self.now:
            self.paper, self.cash, self.refill_at = 1.0, 0.5, 0.0

    def happens(self, expected: float) -> bool:
        """Whether something that is expected so many times happens."""
        return self.dice.random() < 1 - math.exp(-expected)

    def words(self) -> Words:
        """What it says of itself; of several troubles the one that began first speaks last."""
        said: Words = {"device": "deviceBusy" if self.busy_until > self.now else "online"}
        if self.habit.paper_per_use:
            said["paper"] = level(self.paper, ("out", "low", "full", "full"))
        if self.habit.cash_per_use:
            said |= {"dispenser": "ok", "acceptor": "ok", "storage": level(self.cash, ("empty", "low", "ok", "high"))}
        for trouble in self.habit.troubles:
            if trouble.name in self.ends_at and not (trouble.is_flapping and self.dice.random() < 1 / 2):
                said |= trouble.words
        return said


def level(share: float, words: tuple[str, str, str, str]) -> str:
    """Empty, low, ordinary or high."""
    empty, low, ordinary, high = words
    if share <= OUT:
        return empty
    return low if share < LOW else (high if share > 1 - LOW else ordinary)
