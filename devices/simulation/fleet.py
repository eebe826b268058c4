"""A fleet that is played: who speaks when, over a network that drops, repeats and mixes up what is said."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from devices.reports import WORDS, Report
from devices.simulation.machine import Machine, Words

HEARTBEAT_S = 30.0
# How often what is sent comes twice, or after what is sent later; how often a branch's line is down, and how long.
TWICE, LATE = 0.01, 0.02
DROP_BETWEEN_H, DROP_LASTS_S = 60.0, 240.0


@dataclass(frozen=True, slots=True)
class Sent:
    """A report on its way."""

    machine: Machine
    report: Report


@dataclass(slots=True)
class Fleet:
    """Machines of one branch with the line they share."""

    machines: Sequence[Machine]
    seed: int
    said: dict[str, Words] = field(default_factory=dict)
    spoke_at: dict[str, dt.datetime] = field(default_factory=dict)
    seq: dict[str, int] = field(default_factory=dict)
    held_back: list[Sent] = field(default_factory=list)
    dropped_until: float = 0.0
    now: float = 0.0
    dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        """The line has dice of its own."""
        self.dice = random.Random(f"{self.seed}:line")  # noqa: S311 - a play, not a secret

    def step(self, at: dt.datetime, seconds: float) -> list[Sent]:
        """Let so many simulated seconds pass; what arrives at the real moment `at`, in this order."""
        self.now += seconds
        spoken = [sent for machine in self.machines if (sent := self.speak(machine, at, seconds)) is not None]
        if self.is_dropped(seconds):
            self.held_back.clear()
            return []
        return self.carried(spoken)

    def speak(self, machine: Machine, at: dt.datetime, seconds: float) -> Sent | None:
        """A machine says what is new, and that it is there."""
        words = machine.step(seconds)
        last = self.spoke_at.get(machine.code)
        is_due = last is None or (at - last).total_seconds() >= HEARTBEAT_S
        if words == self.said.get(machine.code) and not is_due:
            return None
        self.said[machine.code], self.spoke_at[machine.code] = words, at
        self.seq[machine.code] = self.seq.get(machine.code, 0) + 1
        told = {name: WORDS[name](word) for name, word in words.items()}
        clock = at + dt.timedelta(seconds=machine.skew_s)
        return Sent(machine, Report(at=clock, seq=self.seq[machine.code], **told))

    def is_dropped(self, seconds: float) -> bool:
        """Whether the branch's line is down."""
        if self.dropped_until > self.now:
            return True
        if self.dice.random() < seconds / 3600 / DROP_BETWEEN_H:
            self.dropped_until = self.now + self.dice.expovariate(1 / DROP_LASTS_S)
            return True
        return False

    def carried(self, spoken: list[Sent]) -> list[Sent]:
        """What the line makes of it: some comes twice, some after what was said later."""
        arrived: list[Sent] = []
        late, self.held_back = self.held_back, []
        for sent in spoken:
            luck = self.dice.random()
            if luck < LATE:
                self.held_back.append(sent)
                continue
            arrived.extend([sent, sent] if luck < LATE + TWICE else [sent])
        return [*arrived, *late]
