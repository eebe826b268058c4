"""Refusals of the queue."""

from queueing.errors.counters import (
    CounterBusy,
    CounterNotIdle,
    CounterNotOpen,
    CounterTaken,
    NoOpenCounter,
    NoSkill,
    PrepMissing,
    TellerElsewhere,
)
from queueing.errors.days import (
    BranchClosed,
    DayClosed,
    IssuingStopped,
    NumbersExhausted,
)
from queueing.errors.tickets import (
    AlreadyWaiting,
    CannotDivert,
    IllegalMove,
    IllegalVisitMove,
    NobodyAble,
    NoteMissing,
    OnceOnly,
    ReasonMissing,
    RecallsUsedUp,
    RecallTooSoon,
    ReservedElsewhere,
    TooLate,
    UnknownCustomer,
    UnknownService,
    UnknownTarget,
)
from queueing.errors.walls import (
    VoiceUnavailable,
)

__all__ = [
    "AlreadyWaiting",
    "BranchClosed",
    "CannotDivert",
    "CounterBusy",
    "CounterNotIdle",
    "CounterNotOpen",
    "CounterTaken",
    "DayClosed",
    "IllegalMove",
    "IllegalVisitMove",
    "IssuingStopped",
    "NoOpenCounter",
    "NoSkill",
    "NobodyAble",
    "NoteMissing",
    "NumbersExhausted",
    "OnceOnly",
    "PrepMissing",
    "ReasonMissing",
    "RecallTooSoon",
    "RecallsUsedUp",
    "ReservedElsewhere",
    "TellerElsewhere",
    "TooLate",
    "UnknownCustomer",
    "UnknownService",
    "UnknownTarget",
    "VoiceUnavailable",
]
