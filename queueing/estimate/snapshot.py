"""What an estimate looks at: a lobby at one moment, without a database.

Services, counters and tickets are named by whatever the reader of the snapshot names them by (codes in logs, ids in the
product). All times are seconds; moments count from one fixed midnight or from the epoch, always the same in one snapshot.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class InLine:
    """A waiting ticket. `is_priority` for any class with a head start; `goes_first` for returned and fallen-back ones."""

    ticket: Hashable
    service: Hashable
    is_priority: bool
    issued: float
    goes_first: bool = False


@dataclass(frozen=True, slots=True)
class Desk:
    """An open counter: what it may serve, at once or after the set patience, and for how long its customer is there.

    `closes` is the planned end of its time or the begin of a planned break, None when no plan is known. `served` counts
    the services this teller ended today, `served_log` sums ln(seconds ÷ long-run mean of the service) over them.
    """

    counter: Hashable
    services: frozenset[Hashable]
    secondary: frozenset[Hashable] = frozenset()
    busy_service: Hashable | None = None
    busy_for_s: float = 0.0
    teller: Hashable | None = None
    closes: float | None = None
    served: int = 0
    served_log: float = 0.0


@dataclass(frozen=True, slots=True)
class Away:
    """A counter that was open earlier today and is closed or paused since `since`."""

    counter: Hashable
    services: frozenset[Hashable]
    since: float


@dataclass(frozen=True, slots=True)
class LastWait:
    """How long the last customer called for a service had waited, and how long ago that call was."""

    waited_s: float
    ago_s: float


@dataclass(frozen=True, slots=True)
class RollingMean:
    """Mean seconds of the latest services, up to some 200 of each service over days, and how many."""

    mean_s: float
    n: int


@dataclass(frozen=True, slots=True)
class PastQuote:
    """An estimate given at issue and the wait that followed; the newest ones correct the next estimates."""

    service: Hashable
    called: float
    p50_s: float
    p90_s: float
    waited_s: float


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A lobby at `now`: the queue in calling order, the open desks, what was seen lately and on average.

    `second_of_day` counts on the branch's wall clock; `weekday` 0 is Monday.
    """

    now: float
    second_of_day: float
    weekday: int
    queue: Sequence[InLine]
    desks: Sequence[Desk]
    last_waits: Mapping[Hashable, LastWait] = field(default_factory=dict)
    rolling: Mapping[Hashable, RollingMean] = field(default_factory=dict)
    mean_s: Mapping[Hashable, float] = field(default_factory=dict)
    past: Sequence[PastQuote] = ()
    away: Sequence[Away] = ()


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asks for an estimate: `place` is the index in the queue of the snapshot in front of which they stand.

    Somebody who has not joined yet has `waited_s` 0 and the place that joining now would give.
    """

    service: Hashable
    is_priority: bool
    place: int
    waited_s: float = 0.0


@dataclass(frozen=True, slots=True)
class Estimate:
    """Half of such customers wait `p50_s` seconds more at most, nine in ten `p90_s`."""

    p50_s: float
    p90_s: float
