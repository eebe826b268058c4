"""How machines of each kind are used and how they break: hours between troubles and until they are over.

The figures are orders of magnitude that make a day of a branch look like one; nothing is learned from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lobby.branches.enums import DeviceKind


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something that happens to a machine: how often, for how long, and what the machine says meanwhile."""

    name: str
    between_h: float
    lasts_h: float
    words: Mapping[str, str]
    is_flapping: bool = False


@dataclass(frozen=True, slots=True)
class Habit:
    """What a kind of machine is like: uses an hour, how long one takes, what each takes from paper and cash."""

    uses_per_h: float = 0.0
    use_s: float = 120.0
    paper_per_use: float = 0.0
    cash_per_use: float = 0.0
    troubles: tuple[Trouble, ...] = ()


ANYTHING = (
    Trouble("freeze", 300, 0.4, {"device": "hardwareError", "event_id": "hardware", "action": "reset"}),
    Trouble("software", 500, 0.6, {"device": "hardwareError", "event_id": "software", "action": "softwareError"}),
    Trouble("offline", 200, 0.2, {"device": "offline"}),
    Trouble("loose cable", 700, 0.2, {"device": "offline"}, is_flapping=True),
    Trouble("restart", 250, 0.06, {"device": "starting"}),
)
PAPER = (Trouble("paper jam", 120, 0.3, {"paper": "jammed"}),)
CARD = (
    Trouble("card jam", 200, 0.4, {"media": "jammed"}),
    Trouble("card forgotten", 90, 0.03, {"device": "userError", "media": "latched"}),
)
CASH = (
    Trouble("dispenser stopped", 180, 0.5, {"dispenser": "stop"}),
    Trouble("acceptor stopped", 160, 0.5, {"acceptor": "stop"}),
    Trouble("something stuck on it", 1500, 0.3, {"device": "potentialFraud"}),
)
K = DeviceKind
HABITS: dict[DeviceKind, Habit] = {
    K.SMART_COUNTER: Habit(6, 300, 0.004, 0.0, (*ANYTHING, *PAPER, *CARD)),
    K.VTM: Habit(3, 600, 0.004, 0.0, (*ANYTHING, *PAPER, *CARD)),
    K.ATM: Habit(15, 90, 0.002, 0.002, (*ANYTHING, *PAPER, *CARD, *CASH)),
    K.CASH_RECYCLER: Habit(15, 120, 0.002, 0.001, (*ANYTHING, *PAPER, *CARD, *CASH)),
    K.TERMINAL: Habit(8, 180, 0.004, 0.0, (*ANYTHING, *PAPER, *CARD)),
    K.KIOSK: Habit(40, 15, 0.002, 0.0, (*ANYTHING, *PAPER)),
    K.PRINTER: Habit(30, 10, 0.003, 0.0, (*ANYTHING, *PAPER)),
}
# What nobody uses up breaks all the same.
PLAIN = Habit(troubles=ANYTHING)


def habit_of(kind: str) -> Habit:
    """What a kind is like."""
    return HABITS.get(DeviceKind(kind), PLAIN)
